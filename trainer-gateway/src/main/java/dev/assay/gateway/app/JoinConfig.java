package dev.assay.gateway.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The configuration of the join. It runs where {@code assay.kafka.bootstrap} is set. */
@ConfigMapping(prefix = "assay.join")
public interface JoinConfig {
    /** Whether components are joined into rewards here. */
    @WithDefault("true")
    boolean enabled();

    /** How long a group waits whose first rollout names no deadline. */
    @WithDefault("2m")
    Duration groupDeadline();

    /** How long the ids of rewarded rollouts are kept, so that what comes again is dropped. */
    @WithDefault("1h")
    Duration remember();

    /** How long after a start nothing is closed at a deadline, so that what waited in the topics is read first. */
    @WithDefault("3s")
    Duration catchUp();

    /** Stream threads; more than there are partitions are idle. */
    @WithDefault("1")
    int threads();

    /** Copies that Kafka keeps of the join's own state; -1 for the broker's default. */
    @WithDefault("1")
    int replication();

    /** How long a silent process is waited for before another takes its partitions. */
    @WithDefault("8s")
    Duration session();

    /**
     * A name that this process keeps over restarts and no other has; with it a process that was killed takes its place
     * again at once. Host name and HTTP port if not given, and none where that port is chosen at the start.
     */
    Optional<String> instance();
}
