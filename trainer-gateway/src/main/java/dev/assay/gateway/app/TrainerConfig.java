package dev.assay.gateway.app;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The configuration of what trainers call. */
@ConfigMapping(prefix = "assay")
public interface TrainerConfig {
    /** Files with entries of one's own for the table of sources, which come before those that ship. */
    Optional<List<String>> sources();
}
