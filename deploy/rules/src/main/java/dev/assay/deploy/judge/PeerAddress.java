package dev.assay.deploy.judge;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Keeps the address that a call comes from, without the port: callers are told apart by it, as over HTTP. */
final class PeerAddress implements ServerInterceptor {
    private static final Context.Key<String> KEY = Context.keyWithDefault("peer-address", "");

    /** The address of the call that this thread begins; empty where it is not known. */
    static String current() {
        return String.valueOf(KEY.get());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        String host = address instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : String.valueOf(address);
        return Contexts.interceptCall(Context.current().withValue(KEY, host), call, headers, next);
    }
}
