package dev.assay.gateway.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The configuration of the reward models that are asked over HTTP. */
@ConfigMapping(prefix = "assay.models")
public interface ModelsConfig {
    /**
     * Where the service of reward models is, as {@code host:port}; {@code --models} starts one and sets it. Its reward
     * functions count where {@code assay.remote} names it too.
     */
    Optional<String> address();

    /** How long a request for scores may take. */
    @WithDefault("60s")
    Duration deadline();
}
