package dev.assay.gateway.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The configuration of {@code POST /v1/score}. */
@ConfigMapping(prefix = "assay.rest")
public interface RestConfig {
    /** How long a request may take whose rollouts name no deadline. */
    @WithDefault("60s")
    Duration deadline();

    /** The most bytes of requests under way. */
    @WithDefault("256M")
    MemorySize bytes();

    /** No request is taken while so many components are under way. */
    @WithDefault("100000")
    int components();
}
