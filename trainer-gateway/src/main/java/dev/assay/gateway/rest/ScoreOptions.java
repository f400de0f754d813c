package dev.assay.gateway.rest;

import dev.assay.codec.Wire;
import java.time.Duration;

/**
 * How {@code POST /v1/score} behaves.
 *
 * @param deadline how long a request may take whose rollouts name no deadline
 * @param bodyLimit the most bytes of one request
 * @param byteLimit the most bytes of requests under way
 * @param componentLimit no request is taken while so many components are under way
 */
public record ScoreOptions(Duration deadline, int bodyLimit, long byteLimit, int componentLimit) {
    /** The longest deadline that a rollout is granted here. */
    static final Duration LONGEST_DEADLINE = Duration.ofMinutes(10);

    /** 60 seconds, 32 MiB a request, 256 MiB and 100000 components under way. */
    public static ScoreOptions defaults() {
        return new ScoreOptions(Duration.ofSeconds(60), Wire.LARGEST_MESSAGE, 256L << 20, 100_000);
    }

    /** These options with other limits of what is under way. */
    public ScoreOptions withLimits(long bytes, int components) {
        return new ScoreOptions(deadline, bodyLimit, bytes, components);
    }
}
