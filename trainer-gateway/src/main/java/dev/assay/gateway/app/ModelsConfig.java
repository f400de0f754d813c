package dev.assay.gateway.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The configuration of the reward models that are asked over HTTP. */
@ConfigMapping(prefix = "assay.models")
public interface ModelsConfig {
    /** How long a request for scores may take. */
    @WithDefault("60s")
    Duration deadline();
}
