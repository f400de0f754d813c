package dev.assay.code.pool;

import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The sandboxes of this machine, one of each kind for all tests. */
final class Boxes {
    static final Limits LIMITS = Limits.defaults()
            .withCpu(Duration.ofSeconds(1))
            .withWall(Duration.ofSeconds(20))
            .withMemory(128 * Limits.MIB)
            .withOutput(Limits.MIB)
            .withFiles(32 * Limits.MIB);

    private static final Map<String, Optional<Sandbox>> OPEN = new ConcurrentHashMap<>();

    private Boxes() {}

    /** The kinds that isolate. */
    static Stream<String> kinds() {
        return Stream.of("unshare", "bubblewrap");
    }

    /** The sandbox of this kind; skips the test where it does not work. */
    static Sandbox open(String kind) {
        Optional<Sandbox> sandbox = OPEN.computeIfAbsent(kind, Boxes::tryOpen);
        Assumptions.assumeTrue(sandbox.isPresent(), "boxes of the kind " + kind + " do not work on this machine");
        return sandbox.orElseThrow();
    }

    private static Optional<Sandbox> tryOpen(String kind) {
        try {
            Sandbox sandbox = Sandboxes.open(kind);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            return Optional.of(sandbox);
        } catch (AssayException e) {
            System.err.println("no boxes of the kind " + kind + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    static Prepared prepared(Sandbox sandbox, String language, String code) {
        Assumptions.assumeTrue(
                sandbox.language(language).orElseThrow().available(), "no " + language + " on this machine");
        return switch (sandbox.prepare(Program.of(language, code))) {
            case Preparation.Ready ready -> ready.program();
            case Preparation.CompileError error -> throw new AssertionError(error.message());
            case Preparation.Trouble trouble -> throw new AssertionError(trouble.why());
        };
    }

    static Run run(Sandbox sandbox, String language, String code, String input) {
        return sandbox.run(
                prepared(sandbox, language, code), RunRequest.of(input.getBytes(StandardCharsets.UTF_8), LIMITS));
    }
}
