package dev.assay.service.logging;

import java.time.Duration;

/** Lets a bounded number of lines a second through and counts the rest. */
final class LogBudget {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int linesPerSecond;
    private boolean begun;
    private long second;
    private int lines;
    private long dropped;

    LogBudget(int linesPerSecond) {
        this.linesPerSecond = linesPerSecond;
    }

    /** How many lines were dropped since the last one, or -1 where this one is to be dropped. */
    synchronized long take(long nanoTime) {
        if (!begun || nanoTime - second >= SECOND) {
            begun = true;
            second = nanoTime;
            lines = 0;
        }
        if (lines == linesPerSecond) {
            dropped++;
            return -1;
        }
        lines++;
        long before = dropped;
        dropped = 0;
        return before;
    }
}
