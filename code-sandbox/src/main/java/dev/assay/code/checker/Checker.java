package dev.assay.code.checker;

import dev.assay.code.run.Ending;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.SourceFile;
import dev.assay.code.verdict.Cause;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Runs;
import dev.assay.code.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A program that decides whether an output is right, called as {@code checker input output answer} with testlib's exit
 * codes. A checker that crashes or takes too long on the jury's own answer is at fault itself; one that does so on the
 * submission's output only was brought to it, and that is a wrong answer, or a policy could escape a 0 by breaking the
 * checker.
 *
 * @param program the checker
 * @param limits of each of its runs
 */
public record Checker(Prepared program, Limits limits) {
    /**
     * Judges an output.
     *
     * @param run the run of the submission that printed it
     */
    public Finding grade(byte[] input, byte[] answer, Run run, Runs runs) {
        Run checked = check(input, run.stdout(), answer, runs);
        Optional<Finding> finding = read(checked, run);
        if (finding.isPresent()) {
            return finding.get();
        }
        Optional<Finding> trouble = runs.unlessClean(checked).filter(found -> found.cause() != Cause.PROGRAM);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        Run jury = check(input, answer, answer, runs);
        boolean sane = jury.ending() instanceof Ending.Exited(int code) && code == 0;
        return sane
                ? Finding.of(Verdict.WRONG_ANSWER, run, "the checker could not cope with the output")
                : Finding.internal(Cause.SANDBOX, "the checker fails on the jury's own answer: " + jury.ending());
    }

    private static Optional<Finding> read(Run checked, Run run) {
        return checked.ending() instanceof Ending.Exited(int code)
                ? ExitCodes.finding(code, checked, run)
                : Optional.empty();
    }

    private Run check(byte[] input, byte[] output, byte[] answer, Runs runs) {
        RunRequest request = RunRequest.with(limits)
                .withArguments("input.txt", "output.txt", "answer.txt")
                .withFiles(List.of(
                        new SourceFile("input.txt", input),
                        new SourceFile("output.txt", output),
                        new SourceFile("answer.txt", answer)));
        return runs.run(program, request);
    }
}
