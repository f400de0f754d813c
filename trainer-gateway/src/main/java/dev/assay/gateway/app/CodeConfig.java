package dev.assay.gateway.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The configuration of programs that come over HTTP. */
@ConfigMapping(prefix = "assay.code")
public interface CodeConfig {
    /** How many programs may wait for their turn; those beyond are answered with 503 or 504. */
    @WithDefault("4096")
    int waiting();

    /** How many programs of one caller may wait. */
    @WithDefault("2048")
    int callerWaiting();

    /** How long a program waits for its turn. */
    @WithDefault("20s")
    Duration patience();

    /** The most processor time that a caller is granted for a run. */
    @WithDefault("60s")
    Duration longest();

    /** The most memory that a caller is granted for a run. */
    @WithDefault("2G")
    MemorySize memory();
}
