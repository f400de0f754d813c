package dev.assay.deploy.app;

import dev.assay.service.app.ServiceLife;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells on standard output where things answer, once they do: a line for people and programs. */
@Singleton
public final class ReadyLine {
    private final ServiceLife services;
    private final Optional<String> kafka;

    ReadyLine(ServiceLife services, @ConfigProperty(name = "assay.kafka.bootstrap") Optional<String> kafka) {
        this.services = services;
        this.kafka = kafka;
    }

    void ready(@ObservesAsync HttpServerStart http) {
        int asked = http.options().getPort();
        // Where a free port was asked for, Quarkus tells the one that it found in the property that asked for it.
        int port = asked > 0 ? asked : Integer.getInteger("quarkus.http.port", asked);
        String scheme = http.options().isSsl() ? "https" : "http";
        StringBuilder line =
                new StringBuilder("READY http=").append(scheme).append("://127.0.0.1:").append(port);
        services.grpcPort().ifPresent(grpc -> line.append(" grpc=127.0.0.1:").append(grpc));
        kafka.ifPresent(address -> line.append(" kafka=").append(address));
        System.out.println(line);
    }
}
