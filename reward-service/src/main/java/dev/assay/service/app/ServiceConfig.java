package dev.assay.service.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The configuration of a reward service. Environment variables have the same names, as {@code ASSAY_GRPC_PORT}. */
@ConfigMapping(prefix = "assay")
public interface ServiceConfig {
    /** The address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /**
     * The file of those who may call, a line {@code NAME TOKEN [rate=N] [body=N]} each. With it every call needs a
     * token, as {@code Authorization: Bearer TOKEN} or, over HTTP, in the address: {@code /t/TOKEN/…}. Beyond loopback
     * this or {@code assay.tls.clients} is needed.
     */
    Optional<String> tokens();

    /** TLS for gRPC and HTTP. */
    Tls tls();

    /** TLS. */
    interface Tls {
        /** The server's certificate chain, a PEM file. */
        Optional<String> certificate();

        /** Its private key, a PEM file with PKCS#8. */
        Optional<String> key();

        /** The authorities whose certificates callers must show (mTLS), a PEM file. */
        Optional<String> clients();
    }

    /**
     * Which parts are hosted: {@code math}, {@code code}, {@code format}, {@code language}, {@code models},
     * {@code gateway}, or the name of a function's component or grader. Absent: everything that is installed.
     */
    Optional<List<String>> only();

    /** The recipe of rollouts that name none: a name, or the path of a file. */
    @WithDefault("accuracy")
    String recipe();

    /** More recipes that rollouts may name: files, or folders with files that end in .yaml or .yml. */
    Optional<List<String>> recipes();

    /** How long one call of a reward function may take, 1ms to 1h. */
    @WithDefault("10s")
    Duration functionTimeout();

    /** Compute threads, 1 to 1024. Absent: twice the cores, at least 4. */
    OptionalInt threads();

    /** Other reward services whose functions are called over gRPC, each as {@code host:port}. */
    Optional<List<String>> remote();

    /** How long the start waits for those services. */
    @WithDefault("30s")
    Duration remoteTimeout();

    /** The service of reward models. */
    Models models();

    /** The gRPC endpoint. */
    Grpc grpc();

    /** Kafka. */
    Kafka kafka();

    /** The service of reward models. */
    interface Models {
        /**
         * Where the service of reward models is, as {@code host:port}: its functions are called like those of
         * {@code assay.remote}, and the gateway asks its models. {@code --models} starts one and sets this.
         */
        Optional<String> address();
    }

    /** The gRPC endpoint. */
    interface Grpc {
        /** Whether it is started. */
        @WithDefault("true")
        boolean enabled();

        /** The port; 0 picks a free one. */
        @WithDefault("9090")
        int port();

        /** How long a request may take whose caller sets no deadline. */
        @WithDefault("60s")
        Duration deadline();

        /** The most bytes of requests under way. */
        @WithDefault("256M")
        MemorySize maxBytes();

        /** The most rollouts under way. */
        @WithDefault("65536")
        int maxRollouts();

        /** The most requests of one stream under way. */
        @WithDefault("16")
        int streamWindow();
    }

    /** Kafka. */
    interface Kafka {
        /** Where it is, as {@code host:port,…}. Absent: no Kafka. */
        Optional<String> bootstrap();

        /** The worker that judges rollouts from Kafka. */
        Worker worker();

        /** The worker that judges rollouts from Kafka. */
        interface Worker {
            /** Whether it is started, where there is a Kafka and a function. */
            @WithDefault("true")
            boolean enabled();

            /** The consumer group. Absent: {@code assay-} and the hosted parts, so that different services differ. */
            Optional<String> group();

            /** The most rollouts under way. */
            @WithDefault("2048")
            int maxRecords();

            /** No more is read while rollouts of so many bytes are under way. */
            @WithDefault("128M")
            MemorySize maxBytes();

            /** How long a rollout may take that carries no deadline, from when it was read. */
            @WithDefault("10m")
            Duration deadline();

            /** How long a stop waits for what is under way. */
            @WithDefault("10s")
            Duration drain();
        }
    }
}
