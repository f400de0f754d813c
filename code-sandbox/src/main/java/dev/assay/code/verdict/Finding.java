package dev.assay.code.verdict;

import dev.assay.code.run.Ending;
import dev.assay.code.run.Run;
import java.time.Duration;
import java.util.Optional;

/**
 * What one test showed.
 *
 * @param cause whose doing it is; {@link Verdict#INTERNAL} goes with every cause but the program
 * @param credit from 0 to 1
 * @param cpu processor time
 * @param peakBytes the most memory seen, 0 where it could not be measured
 * @param detail one line that says why, without anything of the expected answer
 * @param expected the expected part that was missed, shortened; never shown to a policy unless asked for
 */
public record Finding(
        Verdict verdict,
        Cause cause,
        double credit,
        Duration cpu,
        Duration wall,
        long peakBytes,
        String detail,
        String expected) {
    private static final int LAST_LINE = 200;

    /** A finding about the program, with what its run took. */
    public static Finding of(Verdict verdict, Run run, String detail) {
        return new Finding(
                verdict,
                Cause.PROGRAM,
                verdict == Verdict.ACCEPTED ? 1 : 0,
                run.cpu(),
                run.wall(),
                run.peakBytes(),
                detail,
                "");
    }

    /** Our own trouble, or the reference's. */
    public static Finding internal(Cause cause, String why) {
        return new Finding(Verdict.INTERNAL, cause, 0, Duration.ZERO, Duration.ZERO, 0, why, "");
    }

    public Finding withExpected(String text) {
        return new Finding(verdict, cause, credit, cpu, wall, peakBytes, detail, text);
    }

    public Finding withCredit(double part) {
        return new Finding(verdict, cause, part, cpu, wall, peakBytes, detail, expected);
    }

    /** The finding of a run that did not end well; empty where it ended by itself with exit code 0. */
    public static Optional<Finding> unlessClean(Run run) {
        return switch (run.ending()) {
            case Ending.Exited(int code) ->
                code == 0
                        ? Optional.empty()
                        : Optional.of(of(Verdict.RUNTIME_ERROR, run, said("exit code " + code, run)));
            case Ending.Signalled(int signal) ->
                Optional.of(of(Verdict.RUNTIME_ERROR, run, said("signal " + signal, run)));
            case Ending.CpuLimit _ ->
                Optional.of(of(Verdict.TIME_LIMIT, run, run.cpu().toMillis() + " ms of processor time"));
            case Ending.Idle _ -> Optional.of(of(Verdict.IDLE, run, "it slept until the clock ran out"));
            case Ending.MemoryLimit _ -> Optional.of(of(Verdict.MEMORY_LIMIT, run, "memory limit"));
            case Ending.OutputLimit _ -> Optional.of(of(Verdict.OUTPUT_LIMIT, run, "output limit"));
            case Ending.Trouble(String why) -> Optional.of(internal(Cause.SANDBOX, why));
        };
    }

    private static String said(String ending, Run run) {
        byte[] errors = run.stderr();
        int end = errors.length;
        while (end > 0 && errors[end - 1] <= ' ' && errors[end - 1] >= 0) {
            end--;
        }
        int from = end;
        while (from > 0 && end - from < LAST_LINE && errors[from - 1] != '\n') {
            from--;
        }
        return from == end
                ? ending
                : ending + ": " + new String(errors, from, end - from, java.nio.charset.StandardCharsets.UTF_8);
    }
}
