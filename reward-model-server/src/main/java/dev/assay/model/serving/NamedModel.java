package dev.assay.model.serving;

import dev.assay.model.settings.ModelSettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A name, the version that serves under it, and how its last loading went. */
final class NamedModel {
    private final String name;
    private ModelSettings settings;
    private ModelDescription.State state = ModelDescription.State.LOADING;
    private String message = "";
    /** Read by every call, so without the lock. */
    private volatile @Nullable ServedModel serving;

    NamedModel(String name, ModelSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    String name() {
        return name;
    }

    synchronized ModelSettings settings() {
        return settings;
    }

    /** The version that answers, if one does. */
    Optional<ServedModel> serving() {
        return Optional.ofNullable(serving);
    }

    /** Another version answers from now on; returns the one before. */
    synchronized Optional<ServedModel> serve(ServedModel version) {
        Optional<ServedModel> before = serving();
        serving = version;
        settings = version.settings();
        state = ModelDescription.State.READY;
        message = "";
        return before;
    }

    /** Loading went wrong; the version before still answers where there is one. */
    synchronized void fail(String why) {
        message = why;
        state = serving == null ? ModelDescription.State.FAILED : ModelDescription.State.READY;
    }

    synchronized ModelDescription describe(boolean preferred) {
        Optional<ServedModel> version = serving();
        return new ModelDescription(
                name,
                version.map(ServedModel::version).orElse(""),
                state,
                version.map(served -> served.profile().labels()).orElse(List.of()),
                version.map(served -> served.profile().maxTokens()).orElse(0),
                settings.role().orElse(""),
                version.map(served -> served.profile().architecture()).orElse(""),
                version.map(served -> served.profile().parameters()).orElse(0L),
                preferred,
                message);
    }
}
