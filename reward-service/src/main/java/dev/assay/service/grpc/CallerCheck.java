package dev.assay.service.grpc;

import com.google.protobuf.MessageLite;
import dev.assay.service.access.Caller;
import dev.assay.service.access.Callers;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import java.util.Optional;

/**
 * Lets calls through that carry a token: {@code authorization: Bearer TOKEN}. Health is open, so that a balancer can
 * ask. The rate counts messages, the requests of a stream as well as unary calls.
 */
final class CallerCheck implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Callers callers;

    CallerCheck(Callers callers) {
        this.callers = callers;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (HealthGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        Optional<Caller> caller = callers.ofAuthorization(Optional.ofNullable(headers.get(AUTHORIZATION)));
        if (caller.isEmpty()) {
            call.close(
                    Status.UNAUTHENTICATED.withDescription("a token is needed: authorization: Bearer TOKEN"),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return new Limited<>(next.startCall(call, headers), call, caller.get());
    }

    /** Ends the call at the first message that is over a limit. */
    private static final class Limited<Q> extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, ?> call;
        private final Caller caller;
        private boolean ended;

        Limited(ServerCall.Listener<Q> next, ServerCall<Q, ?> call, Caller caller) {
            super(next);
            this.call = call;
            this.caller = caller;
        }

        @Override
        public void onMessage(Q message) {
            if (ended) {
                return;
            }
            if (!caller.rate().take()) {
                end("more requests a second than " + caller.name() + " may send; come again in "
                        + caller.rate().retryAfter() + " s");
            } else if (message instanceof MessageLite sized && sized.getSerializedSize() > caller.bodyLimit()) {
                end("the request has " + sized.getSerializedSize() + " bytes; " + caller.name() + " may send "
                        + caller.bodyLimit());
            } else {
                super.onMessage(message);
            }
        }

        @Override
        public void onHalfClose() {
            if (!ended) {
                super.onHalfClose();
            }
        }

        private void end(String why) {
            ended = true;
            call.close(Status.RESOURCE_EXHAUSTED.withDescription(why), new Metadata());
            super.onCancel();
        }
    }
}
