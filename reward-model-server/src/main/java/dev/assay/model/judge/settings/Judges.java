package dev.assay.model.judge.settings;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The judges of this process by name. Immutable but for the judges themselves. */
public final class Judges implements AutoCloseable {
    private final Map<String, Judge> judges;

    private Judges(Map<String, Judge> judges) {
        this.judges = Collections.unmodifiableMap(judges);
    }

    /** No judges. */
    public static Judges none() {
        return new Judges(Map.of());
    }

    /** Makes the judges; no endpoint is asked yet. */
    public static Judges of(Map<String, JudgeSettings> settings) {
        Map<String, Judge> judges = new LinkedHashMap<>();
        settings.forEach((name, one) -> judges.put(name, new Judge(one)));
        return new Judges(judges);
    }

    /**
     * Makes the judges of a file.
     *
     * @throws dev.assay.reward.AssayException {@link dev.assay.reward.ErrorCode#CONFIGURATION}
     */
    public static Judges read(Path file) {
        return of(JudgesReader.read(file));
    }

    /** All of them, in the order of the settings. */
    public Map<String, Judge> all() {
        return judges;
    }

    /** One of them. */
    public Optional<Judge> named(String name) {
        return Optional.ofNullable(judges.get(name));
    }

    @Override
    public void close() {
        judges.values().forEach(Judge::close);
    }
}
