package dev.assay.gateway.code;

import dev.assay.code.run.Ending;
import dev.assay.code.run.Language;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs programs for those who ask over HTTP. Callers take turns. A run that failed on our side is made again, and where
 * that does not help the request fails with an error that the caller can repeat: nothing is said of the program.
 */
public final class ProgramRuns {
    /** No language but a way to run the tools of the machine. */
    static final String COMMAND = "command";

    private static final int ATTEMPTS = 3;
    /** What a program may take on the clock beyond its processor time: the clients wait little longer themselves. */
    private static final Duration CLOCK_BEYOND = Duration.ofSeconds(5);

    private final Supplier<Sandbox> sandbox;
    private final Turnstile turnstile;
    private final CodeLimits limits;

    /** @param sandbox is asked when the first program comes */
    public ProgramRuns(Supplier<Sandbox> sandbox, Turnstile turnstile, CodeLimits limits) {
        this.sandbox = sandbox;
        this.turnstile = turnstile;
        this.limits = limits;
    }

    /** What became of a program. */
    sealed interface Result {
        /** It cannot be compiled. */
        record NotCompiled(String message, Duration time) implements Result {}

        /** It ran. */
        record Ran(Run run, Duration compiling) implements Result {}
    }

    /** What callers may ask for. */
    CodeLimits limits() {
        return limits;
    }

    /** The languages whose tools are here. */
    List<Language> languages() {
        return sandbox.get().languages().stream()
                .filter(language -> language.available() && !language.name().equals(COMMAND))
                .toList();
    }

    /** The language of this name or alias, where its tools are here. */
    Optional<Language> language(String name) {
        return sandbox.get().language(name).filter(Language::available);
    }

    /**
     * Compiles where need be, and runs.
     *
     * @throws AssayException {@link ErrorCode#OVERLOADED} where too much waits, {@link ErrorCode#UNAVAILABLE} where our
     *     side failed again and again
     */
    Result run(String caller, Program program, RunRequest request) {
        return turnstile.pass(caller, limits.patience(), () -> inTurn(program, request));
    }

    private Result inTurn(Program program, RunRequest request) {
        long start = System.nanoTime();
        Prepared prepared;
        switch (prepare(program)) {
            case Preparation.Ready(Prepared ready) -> prepared = ready;
            case Preparation.CompileError(String message) -> {
                return new Result.NotCompiled(message, since(start));
            }
            case Preparation.Trouble(String why) -> throw unavailable(why);
        }
        Duration compiling = since(start);
        for (int attempt = 1; ; attempt++) {
            Run run = sandbox.get().run(prepared, request);
            if (!(run.ending() instanceof Ending.Trouble(String why))) {
                return new Result.Ran(run, compiling);
            }
            if (attempt == ATTEMPTS) {
                throw unavailable(why);
            }
        }
    }

    private Preparation prepare(Program program) {
        Preparation preparation = sandbox.get().prepare(program);
        for (int attempt = 1; attempt < ATTEMPTS && preparation instanceof Preparation.Trouble; attempt++) {
            preparation = sandbox.get().prepare(program);
        }
        return preparation;
    }

    private static AssayException unavailable(String why) {
        return new AssayException(ErrorCode.UNAVAILABLE, "the sandbox failed " + ATTEMPTS + " times: " + why);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * The limits of a run.
     *
     * @param time processor time; on the clock there are five seconds more
     * @param memory in bytes
     */
    Limits limits(Optional<Duration> time, Optional<Long> memory) {
        Duration cpu = time.orElse(limits.time());
        if (cpu.compareTo(limits.longest()) > 0) {
            cpu = limits.longest();
        }
        long bytes = Math.min(memory.orElse(limits.memoryBytes()), limits.mostMemoryBytes());
        return Limits.defaults().withCpu(cpu).withWall(cpu.plus(CLOCK_BEYOND)).withMemory(Math.max(bytes, 1 << 20));
    }
}
