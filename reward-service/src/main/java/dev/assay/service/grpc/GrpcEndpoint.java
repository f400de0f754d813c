package dev.assay.service.grpc;

import dev.assay.codec.Wire;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.service.access.Callers;
import dev.assay.service.access.TlsFiles;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * A gRPC server with the given services, the standard health service and reflection. Handlers run on the given
 * executor, which they must not block. A message over {@link #LARGEST_MESSAGE} is refused and the connection lives on.
 */
public final class GrpcEndpoint implements AutoCloseable {
    /** The largest message that is taken: 32 MiB, as on every other hop, and 64 KiB for what is around a rollout. */
    public static final int LARGEST_MESSAGE = Wire.LARGEST_MESSAGE + (64 << 10);

    private static final Logger LOG = System.getLogger(GrpcEndpoint.class.getName());
    private static final int CALLS_OF_A_CONNECTION = 1024;

    private final Server server;
    private final HealthStatusManager health;
    private final Duration stopWithin;

    private GrpcEndpoint(Server server, HealthStatusManager health, Duration stopWithin) {
        this.server = server;
        this.health = health;
        this.stopWithin = stopWithin;
    }

    /**
     * Listens.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where the address cannot be listened on
     */
    public static GrpcEndpoint start(GrpcOptions options, Executor executor, List<? extends BindableService> services) {
        return start(options, Callers.anyone(), Optional.empty(), executor, services);
    }

    /**
     * Listens for those who may call.
     *
     * @param callers who may call, where a token is needed
     * @param tls speaks TLS with these files, and asks callers for certificates where they say so
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where the address or the files cannot be used
     */
    public static GrpcEndpoint start(
            GrpcOptions options,
            Callers callers,
            Optional<TlsFiles> tls,
            Executor executor,
            List<? extends BindableService> services) {
        HealthStatusManager health = new HealthStatusManager();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(options.host(), options.port()))
                .executor(executor)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .maxConcurrentCallsPerConnection(CALLS_OF_A_CONNECTION)
                .keepAliveTime(60, TimeUnit.SECONDS)
                .keepAliveTimeout(20, TimeUnit.SECONDS)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance());
        if (callers.needsToken()) {
            builder.intercept(new CallerCheck(callers));
        }
        tls.ifPresent(files -> builder.sslContext(context(files)));
        for (BindableService service : services) {
            builder.addService(service);
            health.setStatus(service.bindService().getServiceDescriptor().getName(), ServingStatus.SERVING);
        }
        try {
            return new GrpcEndpoint(builder.build().start(), health, options.stopWithin());
        } catch (IOException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, refusal(options, e), e);
        }
    }

    private static SslContext context(TlsFiles files) {
        try {
            SslContextBuilder context = GrpcSslContexts.forServer(
                    files.certificate().toFile(), files.key().toFile());
            if (files.clients().isPresent()) {
                context.trustManager(files.clients().get().toFile()).clientAuth(ClientAuth.REQUIRE);
            }
            return context.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION,
                    "assay.tls: the files cannot be used: " + e.getMessage() + "; PEM with a PKCS#8 key is needed",
                    e);
        }
    }

    private static String refusal(GrpcOptions options, IOException failure) {
        String address = options.host() + ":" + options.port();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    && String.valueOf(cause.getMessage()).contains("in use")) {
                return "gRPC port " + options.port() + " on " + options.host()
                        + " is in use; stop the other program, or choose another port (0 picks a free one)";
            }
        }
        return "gRPC cannot listen on " + address + ": " + failure.getMessage();
    }

    /** The port that is listened on. */
    public int port() {
        return server.getPort();
    }

    /** Whether it still listens. */
    public boolean isRunning() {
        return !server.isShutdown();
    }

    /** Takes no more calls, lets those under way end within their time, and ends the rest. */
    @Override
    public void close() {
        health.enterTerminalState();
        server.shutdown();
        try {
            if (!server.awaitTermination(stopWithin.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "gRPC calls were cut off: they went on {0} after the stop", stopWithin);
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
