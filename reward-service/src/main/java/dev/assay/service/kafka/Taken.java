package dev.assay.service.kafka;

/** A record that is under way. */
final class Taken {
    private final long offset;
    private final int size;
    private volatile boolean done;

    Taken(long offset, int size) {
        this.offset = offset;
        this.size = size;
    }

    long offset() {
        return offset;
    }

    /** Bytes. */
    int size() {
        return size;
    }

    boolean isDone() {
        return done;
    }

    void finish() {
        done = true;
    }
}
