package dev.assay.model.judge.reward;

import dev.assay.model.judge.settings.Judges;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The judges of this process: those of the file that {@code ASSAY_JUDGES} names, or the system property
 * {@code assay.judges}, which wins; none where neither is set. Read when they are first asked for.
 */
public final class SharedJudges {
    private static Optional<Judges> judges = Optional.empty();

    private SharedJudges() {}

    /**
     * The judges.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where the file cannot be used; the next call tries again
     */
    public static synchronized Judges get() {
        if (judges.isEmpty()) {
            judges = Optional.of(Optional.ofNullable(System.getProperty("assay.judges"))
                    .or(() -> Optional.ofNullable(System.getenv("ASSAY_JUDGES")))
                    .filter(file -> !file.isBlank())
                    .map(file -> Judges.read(Path.of(file)))
                    .orElseGet(Judges::none));
        }
        return judges.get();
    }

    /** Takes judges that were made elsewhere, in place of those of the file. */
    public static synchronized void set(Judges made) {
        judges = Optional.of(made);
    }
}
