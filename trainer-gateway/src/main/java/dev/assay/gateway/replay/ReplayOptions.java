package dev.assay.gateway.replay;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is sent again.
 *
 * @param bootstrap where Kafka is, as {@code host:port,…}
 * @param cause only dead letters of this cause, an {@link dev.assay.reward.ErrorCode} by name
 * @param dryRun whether to list only
 * @param patience how long Kafka may be silent
 * @param more further settings of Kafka clients, such as those of security
 */
public record ReplayOptions(
        String bootstrap, Optional<String> cause, boolean dryRun, Duration patience, Map<String, String> more) {
    public ReplayOptions {
        more = Map.copyOf(more);
    }

    /** All of them, sent, with 30 seconds of patience. */
    public static ReplayOptions of(String bootstrap) {
        return new ReplayOptions(bootstrap, Optional.empty(), false, Duration.ofSeconds(30), Map.of());
    }

    /** Only those of a cause. */
    public ReplayOptions withCause(String code) {
        return new ReplayOptions(bootstrap, Optional.of(code), dryRun, patience, more);
    }

    /** Listed and not sent. */
    public ReplayOptions asDryRun() {
        return new ReplayOptions(bootstrap, cause, true, patience, more);
    }
}
