package dev.assay.code.verdict;

import dev.assay.code.run.Ending;
import dev.assay.code.run.Run;
import java.nio.charset.StandardCharsets;
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
    private static final int TAIL = 2048;

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
                Optional.of(of(Verdict.TIME_LIMIT, run, "more processor time than allowed"));
            case Ending.Idle _ -> Optional.of(of(Verdict.IDLE, run, "it slept until the clock ran out"));
            case Ending.MemoryLimit _ -> Optional.of(of(Verdict.MEMORY_LIMIT, run, "memory limit"));
            case Ending.OutputLimit _ -> Optional.of(of(Verdict.OUTPUT_LIMIT, run, "output limit"));
            case Ending.Trouble(String why) -> Optional.of(internal(Cause.SANDBOX, why));
        };
    }

    /** How it ended, with the last line of its errors that is neither indented nor Node's signature. */
    private static String said(String ending, Run run) {
        int from = Math.max(0, run.stderr().length - TAIL);
        String tail = new String(run.stderr(), from, run.stderr().length - from, StandardCharsets.UTF_8);
        return tail.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .filter(line -> !line.startsWith("Node.js v"))
                .reduce((_, last) -> last)
                .map(line -> ending + ": " + line)
                .orElse(ending);
    }
}
