package dev.assay.reward;

import java.time.Duration;

/**
 * A moment on this process's monotonic clock after which an answer is of no use. It bounds our own waiting; verdicts
 * never depend on it, because budgets count steps.
 */
public record Deadline(long nanoTime) {
    /** The deadline that lies this far ahead. Durations beyond ten years are cut to ten years. */
    public static Deadline after(Duration duration) {
        long most = Duration.ofDays(3650).toNanos();
        long nanos =
                duration.compareTo(Duration.ofDays(3650)) > 0 ? most : (duration.isNegative() ? 0 : duration.toNanos());
        return new Deadline(System.nanoTime() + nanos);
    }

    /** The time that is left, zero where there is none. */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /** The time that is left in nanoseconds, zero where there is none. */
    public long remainingNanos() {
        return Math.max(0, nanoTime - System.nanoTime());
    }

    /** Whether the moment has passed. */
    public boolean expired() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** The earlier of the two. */
    public Deadline min(Deadline other) {
        return nanoTime - other.nanoTime <= 0 ? this : other;
    }
}
