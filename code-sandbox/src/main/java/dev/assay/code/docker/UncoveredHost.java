package dev.assay.code.docker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;

/** The two fields of the engine's host configuration that the client lacks: nothing of /proc is covered. */
final class UncoveredHost extends HostConfig {
    private static final long serialVersionUID = 1;

    @JsonProperty("MaskedPaths")
    List<String> masked() {
        return List.of();
    }

    @JsonProperty("ReadonlyPaths")
    List<String> readOnly() {
        return List.of();
    }
}
