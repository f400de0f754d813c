package dev.assay.code.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What one run did.
 *
 * @param ending how it ended
 * @param stdout standard output as bytes, cut at the limit
 * @param stderr standard error as bytes, cut at the limit
 * @param cpu processor time of all processes
 * @param wall time from start to end
 * @param peakBytes the most memory it was seen to use; 0 where nothing could be measured
 * @param files those of {@link RunRequest#collect()} that were there
 */
public record Run(
        Ending ending,
        byte[] stdout,
        byte[] stderr,
        Duration cpu,
        Duration wall,
        long peakBytes,
        List<SourceFile> files) {
    private static final byte[] NOTHING = {};

    public Run {
        files = List.copyOf(files);
    }

    /** A run that our side could not make. */
    public static Run trouble(String why) {
        return new Run(new Ending.Trouble(why), NOTHING, NOTHING, Duration.ZERO, Duration.ZERO, 0, List.of());
    }

    /** Whether it ended by itself with exit code 0. */
    public boolean succeeded() {
        return ending instanceof Ending.Exited exited && exited.code() == 0;
    }

    /** Standard output as text; what is not UTF-8 becomes U+FFFD. */
    public String output() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Standard error as text; what is not UTF-8 becomes U+FFFD. */
    public String errors() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return ending + " after " + cpu.toMillis() + " ms of processor time, " + stdout.length + " bytes of output, "
                + stderr.length + " of errors";
    }
}
