package dev.assay.code.reward;

import dev.assay.code.judge.Judge;
import dev.assay.code.pool.Sandboxes;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.Optional;

/**
 * The judge of this process, with the sandbox that {@code ASSAY_SANDBOX} (or the system property {@code assay.sandbox})
 * names, or the best one that works here. Opened when it is first asked for and ended with the process. The one that
 * isolates nothing is never chosen unless it is named.
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
            Sandbox sandbox = chosen().map(Sandboxes::open).orElseGet(Sandboxes::open);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
            judge = Optional.of(new Judge(sandbox));
        }
        return judge.get();
    }

    private static Optional<String> chosen() {
        return Optional.ofNullable(System.getProperty("assay.sandbox"))
                .or(() -> Optional.ofNullable(System.getenv("ASSAY_SANDBOX")))
                .filter(kind -> !kind.isBlank());
    }
}
