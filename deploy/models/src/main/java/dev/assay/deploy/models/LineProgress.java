package dev.assay.deploy.models;

import java.util.Locale;

/** How far a file is, on a terminal at most five times a second; silent elsewhere. */
final class LineProgress {
    private static final long PERIOD_NANOS = 200_000_000;

    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private final long start = System.nanoTime();
    private long last = start;
    private boolean shown;

    void at(long lines, long errors) {
        long now = System.nanoTime();
        if (terminal && now - last >= PERIOD_NANOS) {
            last = now;
            shown = true;
            System.err.printf(
                    Locale.ROOT, "\r%,d lines, %,d with an error, %,.0f lines/s   ", lines, errors, lines / seconds());
        }
    }

    /** Clears the line. */
    void end() {
        if (shown) {
            System.err.print("\r" + " ".repeat(72) + "\r");
        }
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
