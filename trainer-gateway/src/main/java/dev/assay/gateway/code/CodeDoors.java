package dev.assay.gateway.code;

import dev.assay.code.judge.Judge;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The forms of the other judges over one judge.
 *
 * @param executor on which requests wait for their programs
 */
public record CodeDoors(
        SandboxFusion sandboxFusion,
        SandboxFusionSubmit submit,
        Piston piston,
        Judge0 judge0,
        GoJudge goJudge,
        OpenInstruct openInstruct,
        Executor executor) {
    /**
     * All of them.
     *
     * @param judge is asked when the first program comes
     */
    public static CodeDoors of(Supplier<Judge> judge, Turnstile turnstile, CodeLimits limits, Executor executor) {
        ProgramRuns runs = new ProgramRuns(() -> judge.get().sandbox(), turnstile, limits);
        Judging judging = new Judging(judge, turnstile, limits);
        return new CodeDoors(
                new SandboxFusion(runs),
                new SandboxFusionSubmit(runs, judging),
                new Piston(runs),
                new Judge0(runs, executor),
                new GoJudge(runs),
                new OpenInstruct(judging),
                executor);
    }
}
