package dev.assay.service.kafka;

import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;

/**
 * How far a partition is done without a gap. Used by the consumer's thread alone; records are finished by other
 * threads.
 */
final class PartitionProgress {
    private final Queue<Taken> underWay = new ArrayDeque<>();
    private long next = -1;
    private long committed = -1;

    Taken take(long offset, int size) {
        Taken taken = new Taken(offset, size);
        underWay.add(taken);
        return taken;
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        advance();
        return underWay.isEmpty();
    }

    /** The offset to read from next if the worker died now, where it is beyond what is committed. */
    OptionalLong committable() {
        advance();
        return next > committed ? OptionalLong.of(next) : OptionalLong.empty();
    }

    /** The broker keeps this offset. */
    void committed(long offset) {
        committed = Math.max(committed, offset);
    }

    private void advance() {
        Taken first = underWay.peek();
        while (first != null && first.isDone()) {
            next = first.offset() + 1;
            underWay.remove();
            first = underWay.peek();
        }
    }
}
