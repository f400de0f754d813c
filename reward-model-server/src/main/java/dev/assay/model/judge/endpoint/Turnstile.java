package dev.assay.model.judge.endpoint;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets so many requests through at once. The number is halved when the endpoint wants fewer requests and grows back by
 * one for each round that goes well, as TCP does it: at a fixed number, all that waited would be refused again
 * together. Thread-safe.
 */
final class Turnstile {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition left = lock.newCondition();
    private final int most;
    private double allowed;
    private int inside;

    Turnstile(int most) {
        this.most = most;
        this.allowed = most;
    }

    /** Waits for a place; false where there is none in time. */
    boolean enter(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remaining = nanos;
            while (inside >= (int) allowed) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = left.awaitNanos(remaining);
            }
            inside++;
            return true;
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

    /** The endpoint wants fewer requests. */
    void narrow() {
        lock.lock();
        try {
            allowed = Math.max(1, allowed / 2);
        } finally {
            lock.unlock();
        }
    }

    /** A request went well. */
    void widen() {
        lock.lock();
        try {
            allowed = Math.min(most, allowed + 1 / allowed);
            left.signal();
        } finally {
            lock.unlock();
        }
    }

    /** How many may be inside now. */
    int allowed() {
        lock.lock();
        try {
            return (int) allowed;
        } finally {
            lock.unlock();
        }
    }
}
