package dev.assay.code.reward;

import dev.assay.code.judge.Judge;
import dev.assay.code.pool.Sandboxes;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The judge of this process: its sandbox is of the kind that {@code ASSAY_SANDBOX} names, or the best one that works
 * here, and knows the languages of the folder {@code ASSAY_SANDBOX_LANGUAGES} besides those that ship. The system
 * properties {@code assay.sandbox} and {@code assay.sandbox.languages} win over both. Opened when it is first asked for
 * and ended with the process. The kind that isolates nothing is never chosen unless it is named.
 */
public final class SharedJudge {
    private static Optional<Judge> judge = Optional.empty();

    private SharedJudge() {}

    /**
     * The judge.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where no sandbox works here; the next call tries again
     */
    public static synchronized Judge get() {
        if (judge.isEmpty()) {
            Sandboxes.Options options = Sandboxes.Options.defaults();
            options = setting("assay.sandbox", "ASSAY_SANDBOX")
                    .map(options::withKind)
                    .orElse(options);
            options = setting("assay.sandbox.languages", "ASSAY_SANDBOX_LANGUAGES")
                    .map(Path::of)
                    .map(options::withLanguages)
                    .orElse(options);
            Sandbox sandbox = Sandboxes.open(options);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
            judge = Optional.of(new Judge(sandbox));
        }
        return judge.get();
    }

    private static Optional<String> setting(String property, String variable) {
        return Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(value -> !value.isBlank());
    }
}
