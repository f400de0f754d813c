package dev.assay.gateway.join;

import java.time.Duration;

/**
 * Whether the join has read what was waiting for it. Deadlines that passed while it was down are kept, but the
 * components that came in the meantime count: nothing is closed before they had their chance to be read.
 */
final class CatchUp {
    /** How many times the grace a long backlog may put deadlines off. */
    private static final int PATIENCE = 20;

    private final long startedMs;
    private final long graceMs;
    private boolean sawRecord;
    private long newestMs = Long.MIN_VALUE;
    private boolean done;

    /**
     * Begins with a start of the join.
     *
     * @param grace how long to wait at the least; records younger than this are no backlog
     */
    CatchUp(long nowMs, Duration grace) {
        this.startedMs = nowMs;
        this.graceMs = grace.toMillis();
    }

    /** A record was read that was written at this time. */
    void read(long timestampMs) {
        sawRecord = true;
        newestMs = Math.max(newestMs, timestampMs);
    }

    /** Asked at each tick; once true it stays true. */
    boolean isOver(long nowMs) {
        if (!done) {
            long waited = nowMs - startedMs;
            boolean idle = !sawRecord || newestMs >= nowMs - graceMs;
            done = waited >= graceMs && (idle || waited >= PATIENCE * graceMs);
            sawRecord = false;
        }
        return done;
    }
}
