package dev.assay.deploy;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** A line on a terminal that says how far something is, how fast, and when it will be done; silent elsewhere. */
public final class Progress {
    private static final long PERIOD_NANOS = 200_000_000;
    private static final int WIDTH = 30;

    private final PrintStream out = System.err;
    private final boolean terminal = isTerminal();
    private final long start = System.nanoTime();
    private final String verb;
    private final String unit;
    private final OptionalLong size;
    private long last;
    private int length;

    /**
     * Starts the clock.
     *
     * @param size how much there is to do, in the unit in which {@link #at} counts what is done
     */
    public Progress(String verb, String unit, OptionalLong size) {
        this.verb = verb;
        this.unit = unit;
        this.size = size;
    }

    /** Whether a person is watching. */
    public static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /** Shows where things stand, at most five times a second. */
    public void at(long count, long done) {
        long now = System.nanoTime();
        if (!terminal || now - last < PERIOD_NANOS) {
            return;
        }
        last = now;
        double seconds = (now - start) / 1e9;
        StringBuilder line = new StringBuilder();
        if (size.isPresent() && size.getAsLong() > 0) {
            double share = Math.min(1, (double) done / size.getAsLong());
            int full = (int) (share * WIDTH);
            line.append('[').repeat('#', full).repeat('.', WIDTH - full).append("] ");
            line.append(String.format(Locale.ROOT, "%3.0f%% ", share * 100));
        }
        line.append(String.format(Locale.ROOT, "%,d %s %s, %,.0f/s", count, unit, verb, count / seconds));
        if (size.isPresent() && done > 0) {
            long left = (long) (seconds * (size.getAsLong() - done) / done);
            line.append(", ")
                    .append(clock(Duration.ofSeconds(Math.max(0, left))))
                    .append(" left");
        }
        out.print("\r" + line + " ".repeat(Math.max(0, length - line.length())));
        length = line.length();
    }

    /** Clears the line. */
    public void end() {
        if (terminal && length > 0) {
            out.print("\r" + " ".repeat(length) + "\r");
        }
    }

    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
