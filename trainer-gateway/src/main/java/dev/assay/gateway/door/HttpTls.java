package dev.assay.gateway.door;

import dev.assay.service.access.TlsFiles;
import dev.assay.service.app.ServiceConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import jakarta.inject.Singleton;

/**
 * Speaks TLS on the one HTTP port, with the same files as gRPC. Quarkus fixes whom to ask for certificates at build.
 */
@Singleton
public final class HttpTls implements HttpServerOptionsCustomizer {
    private final ServiceConfig config;

    HttpTls(ServiceConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        TlsFiles.of(config.tls().certificate(), config.tls().key(), config.tls().clients())
                .ifPresent(files -> {
                    options.setSsl(true)
                            .setUseAlpn(true)
                            .setKeyCertOptions(new PemKeyCertOptions()
                                    .addCertPath(files.certificate().toString())
                                    .addKeyPath(files.key().toString()));
                    files.clients()
                            .ifPresent(clients -> options.setClientAuth(ClientAuth.REQUIRED)
                                    .setTrustOptions(new PemTrustOptions().addCertPath(clients.toString())));
                });
    }
}
