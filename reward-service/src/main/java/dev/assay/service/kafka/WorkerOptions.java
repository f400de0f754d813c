package dev.assay.service.kafka;

import java.time.Duration;

/**
 * How a worker runs.
 *
 * @param bootstrap where Kafka is, as {@code host:port,…}
 * @param group the consumer group: one for each reward service, shared by its replicas
 * @param recordLimit the most rollouts under way
 * @param byteLimit no more is read while rollouts of so many bytes are under way
 * @param deadline how long a rollout may take that carries no deadline of its own, from when it was read
 * @param drain how long a stop waits for what is under way
 */
public record WorkerOptions(
        String bootstrap, String group, int recordLimit, long byteLimit, Duration deadline, Duration drain) {
    /** So many are read at most at a time, which bounds what decompressing them can take. */
    private static final int POLL_LIMIT = 128;

    /** 2048 rollouts, 128 MiB, ten minutes, ten seconds. */
    public static WorkerOptions of(String bootstrap, String group) {
        return new WorkerOptions(bootstrap, group, 2048, 128L << 20, Duration.ofMinutes(10), Duration.ofSeconds(10));
    }

    /** These options with other limits of what is under way. */
    public WorkerOptions withLimits(int records, long bytes) {
        return new WorkerOptions(bootstrap, group, records, bytes, deadline, drain);
    }

    /** These options with another bound on a stop. */
    public WorkerOptions withDrain(Duration time) {
        return new WorkerOptions(bootstrap, group, recordLimit, byteLimit, deadline, time);
    }

    int pollLimit() {
        return Math.clamp(recordLimit / 4, 1, POLL_LIMIT);
    }
}
