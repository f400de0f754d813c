package dev.assay.gateway.join;

import java.util.Optional;
import java.util.PriorityQueue;

/**
 * When which entry must be looked at again. Entries that have gone in the meantime are skipped when their time comes.
 */
final class Wakeups {
    private final PriorityQueue<Wakeup> queue = new PriorityQueue<>();

    /**
     * An entry to look at.
     *
     * @param at Unix milliseconds
     */
    record Wakeup(long at, JoinKey key) implements Comparable<Wakeup> {
        @Override
        public int compareTo(Wakeup other) {
            return Long.compare(at, other.at);
        }
    }

    void add(long at, JoinKey key) {
        queue.add(new Wakeup(at, key));
    }

    /** The next entry whose time has come. */
    Optional<JoinKey> due(long now) {
        Wakeup next = queue.peek();
        if (next == null || next.at() > now) {
            return Optional.empty();
        }
        queue.remove();
        return Optional.of(next.key());
    }
}
