package dev.assay.gateway.code;

import java.util.concurrent.Executor;

/**
 * The forms of the other judges over one sandbox.
 *
 * @param executor on which requests wait for their programs
 */
public record CodeDoors(
        SandboxFusion sandboxFusion, Piston piston, Judge0 judge0, GoJudge goJudge, Executor executor) {
    /** All of them. */
    public static CodeDoors of(ProgramRuns runs, Executor executor) {
        return new CodeDoors(
                new SandboxFusion(runs), new Piston(runs), new Judge0(runs, executor), new GoJudge(runs), executor);
    }
}
