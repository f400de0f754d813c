package dev.assay.gateway.join;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the join of this process has done since its start, over all its partitions. Work that was rolled back and done
 * again is counted twice here, never in the topics.
 */
public final class JoinCounters {
    final AtomicLong open = new AtomicLong();
    final LongAdder complete = new LongAdder();
    final LongAdder incomplete = new LongAdder();
    final LongAdder rewards = new LongAdder();
    final LongAdder deadLetters = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder orphans = new LongAdder();

    JoinCounters() {}

    /** Groups that wait for rollouts or components. */
    public long open() {
        return open.get();
    }

    /** Groups that were closed with everything in. */
    public long complete() {
        return complete.sum();
    }

    /** Groups that were closed at their deadline. */
    public long incomplete() {
        return incomplete.sum();
    }

    /** Rewards written. */
    public long rewards() {
        return rewards.sum();
    }

    /** Dead letters written. */
    public long deadLetters() {
        return deadLetters.sum();
    }

    /** Rollouts and components that were there already, and dropped. */
    public long duplicates() {
        return duplicates.sum();
    }

    /** Rollouts of which components came but never the rollout, forgotten. */
    public long orphans() {
        return orphans.sum();
    }
}
