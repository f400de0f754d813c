package dev.assay.service.app;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** What configuration must satisfy beyond its types. Every message names the key and what is allowed. */
final class ConfigCheck {
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofHours(1);

    private ConfigCheck() {}

    /** Refuses what cannot be run with. */
    static void check(ServiceConfig config) {
        if (config.tokens().isEmpty() && config.tls().clients().isEmpty()) {
            loopback(config.host());
        }
        range("assay.grpc.port", config.grpc().port(), 0, 65_535);
        range("assay.grpc.max-rollouts", config.grpc().maxRollouts(), 1, Integer.MAX_VALUE);
        range("assay.grpc.stream-window", config.grpc().streamWindow(), 1, 10_000);
        range("assay.grpc.max-bytes", config.grpc().maxBytes().asLongValue(), 1, Long.MAX_VALUE);
        range("assay.kafka.worker.max-records", config.kafka().worker().maxRecords(), 1, 1_000_000);
        range("assay.kafka.worker.max-bytes", config.kafka().worker().maxBytes().asLongValue(), 1, Long.MAX_VALUE);
        config.threads().ifPresent(threads -> range("assay.threads", threads, 1, 1024));
        time("assay.function-timeout", config.functionTimeout());
        time("assay.remote-timeout", config.remoteTimeout());
        time("assay.grpc.deadline", config.grpc().deadline());
        time("assay.kafka.worker.deadline", config.kafka().worker().deadline());
        time("assay.kafka.worker.drain", config.kafka().worker().drain());
        config.only().ifPresent(Parts::check);
    }

    static void loopback(String host) {
        boolean loopback;
        try {
            loopback = InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, "assay.host: '" + host + "' is not known", e);
        }
        if (!loopback) {
            throw invalid(
                    "assay.host",
                    "'" + host
                            + "' is reachable from outside, which needs a file of tokens in assay.tokens or mTLS by assay.tls;"
                            + " without them use a loopback address");
        }
    }

    private static void range(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw invalid(key, "must be from " + least + " to " + most + ", not " + value);
        }
    }

    private static void time(String key, Duration value) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            throw invalid(key, "must be from 1ms to 1h, not " + value.toMillis() + "ms");
        }
    }

    static AssayException invalid(String key, String message) {
        return new AssayException(ErrorCode.CONFIGURATION, key + ": " + message);
    }
}
