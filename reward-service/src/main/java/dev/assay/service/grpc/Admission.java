package dev.assay.service.grpc;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds what is under way for all callers together. A request that alone is over a limit is taken when nothing else is
 * under way, so that no request waits forever.
 */
public final class Admission {
    private final long byteLimit;
    private final int rolloutLimit;
    private long bytes;
    private int rollouts;

    /**
     * Sets the limits.
     *
     * @param byteLimit the most bytes of requests under way
     * @param rolloutLimit the most rollouts under way
     */
    public Admission(long byteLimit, int rolloutLimit) {
        this.byteLimit = byteLimit;
        this.rolloutLimit = rolloutLimit;
    }

    /** A place among what is under way; given back once, however often it is closed. */
    final class Ticket implements AutoCloseable {
        private final long size;
        private final int count;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Ticket(long size, int count) {
            this.size = size;
            this.count = count;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                leave(size, count);
            }
        }
    }

    /**
     * Takes a request in.
     *
     * @throws AssayException {@link ErrorCode#OVERLOADED} where there is no room now
     */
    synchronized Ticket admit(long size, int count) {
        boolean full = bytes + size > byteLimit || rollouts + count > rolloutLimit;
        if (full && bytes > 0) {
            throw new AssayException(
                    ErrorCode.OVERLOADED,
                    rollouts + " rollouts of " + bytes + " bytes are under way, allowed are " + rolloutLimit + " and "
                            + byteLimit + "; send this request again later, or fewer at the same time");
        }
        bytes += size;
        rollouts += count;
        return new Ticket(size, count);
    }

    private synchronized void leave(long size, int count) {
        bytes -= size;
        rollouts -= count;
    }

    /** Bytes of requests under way. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Rollouts under way. */
    public synchronized int rollouts() {
        return rollouts;
    }
}
