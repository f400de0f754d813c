package dev.assay.gateway.code;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets so many through at a time. Who waits is served caller by caller in turn, so that one with a thousand requests
 * does not hold up one with a single request. Blocks the calling thread, which should be a virtual one.
 */
public final class Turnstile {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Queue<Semaphore>> waiting = new LinkedHashMap<>();
    private final int waitingLimit;
    private final int callerLimit;
    private int free;
    private int waitingCount;

    /**
     * A turnstile.
     *
     * @param places how many are through at a time
     * @param waitingLimit how many may wait
     * @param callerLimit how many of one caller may wait
     */
    public Turnstile(int places, int waitingLimit, int callerLimit) {
        if (places < 1 || waitingLimit < 0 || callerLimit < 0) {
            throw new IllegalArgumentException("a turnstile has at least one place and no negative limits");
        }
        this.free = places;
        this.waitingLimit = waitingLimit;
        this.callerLimit = callerLimit;
    }

    /**
     * Does something when it is this caller's turn.
     *
     * @param patience how long to wait for the turn
     * @throws AssayException {@link ErrorCode#OVERLOADED} where too many wait already, or the turn did not come in time
     */
    public <T> T pass(String caller, Duration patience, Supplier<T> action) {
        enter(caller, patience);
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    /** How many wait. */
    public int waiting() {
        lock.lock();
        try {
            return waitingCount;
        } finally {
            lock.unlock();
        }
    }

    private void enter(String caller, Duration patience) {
        Semaphore turn = new Semaphore(0);
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return;
            }
            Queue<Semaphore> own = waiting.computeIfAbsent(caller, _ -> new ArrayDeque<>());
            if (waitingCount >= waitingLimit || own.size() >= callerLimit) {
                if (own.isEmpty()) {
                    waiting.remove(caller);
                }
                throw new AssayException(
                        ErrorCode.OVERLOADED,
                        waitingCount + " programs are waiting, " + own.size() + " of them of this caller; allowed are "
                                + waitingLimit + " and " + callerLimit + "; send this again later");
            }
            own.add(turn);
            waitingCount++;
        } finally {
            lock.unlock();
        }
        try {
            if (turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!withdraw(caller, turn)) {
            // The turn came in the same moment.
            leave();
        }
        throw new AssayException(
                ErrorCode.OVERLOADED, "no turn within " + patience.toMillis() + " ms; send this again later");
    }

    /** Whether the turn had not come yet. */
    private boolean withdraw(String caller, Semaphore turn) {
        lock.lock();
        try {
            Queue<Semaphore> own = waiting.get(caller);
            if (own == null || !own.remove(turn)) {
                return false;
            }
            if (own.isEmpty()) {
                waiting.remove(caller);
            }
            waitingCount--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            Iterator<Map.Entry<String, Queue<Semaphore>>> callers =
                    waiting.entrySet().iterator();
            if (!callers.hasNext()) {
                free++;
                return;
            }
            Map.Entry<String, Queue<Semaphore>> next = callers.next();
            callers.remove();
            Queue<Semaphore> turns = next.getValue();
            turns.remove().release();
            waitingCount--;
            if (!turns.isEmpty()) {
                // To the end of the line.
                waiting.put(next.getKey(), turns);
            }
        } finally {
            lock.unlock();
        }
    }
}
