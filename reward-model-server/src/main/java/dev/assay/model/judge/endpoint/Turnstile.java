package dev.assay.model.judge.endpoint;

import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets so many requests through at once. The number is halved when the endpoint wants fewer requests, grows back by one
 * for each round that goes well, and more slowly where it was too many before: at a fixed number, all that waited would
 * be refused again together, and use up the retries of everybody. Thread-safe.
 */
final class Turnstile {
    /** Slow enough that fewer requests are refused while it feels its way than the budget can repeat. */
    private static final double PROBING = 0.2;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition left = lock.newCondition();
    private final int most;
    private double allowed;
    private double tooMany;
    private int inside;
    private int round;

    Turnstile(int most) {
        this.most = most;
        this.allowed = most;
        this.tooMany = most + 1.0;
    }

    /**
     * Waits for a place.
     *
     * @return the round in which it was given, or empty where there is none in time
     */
    OptionalInt enter(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remaining = nanos;
            while (inside >= (int) allowed) {
                if (remaining <= 0) {
                    return OptionalInt.empty();
                }
                remaining = left.awaitNanos(remaining);
            }
            inside++;
            return OptionalInt.of(round);
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            inside--;
            left.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The endpoint wants fewer requests.
     *
     * @param entered the round of the request that it refused: those that went out together count once
     */
    void narrow(int entered) {
        lock.lock();
        try {
            if (entered == round) {
                round++;
                tooMany = allowed;
                allowed = Math.max(1, allowed / 2);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A request went well. */
    void widen() {
        lock.lock();
        try {
            double step = (allowed < tooMany - 1 ? 1 : PROBING) / allowed;
            allowed = Math.min(most, allowed + step);
            left.signal();
        } finally {
            lock.unlock();
        }
    }
}
