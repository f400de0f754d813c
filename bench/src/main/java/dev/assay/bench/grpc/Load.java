package dev.assay.bench.grpc;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One round of load: lanes send again as soon as they have their answer, until the time is over. Counts the scores
 * whose answers came in time.
 */
final class Load {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final LongAdder scores = new LongAdder();
    private final CountDownLatch lanes;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final long start = System.nanoTime();
    private final long length;

    Load(int lanes, Duration length) {
        this.lanes = new CountDownLatch(lanes);
        this.length = length.toNanos();
    }

    /** Counts what was answered; false where the lane should end. */
    boolean answered(int count) {
        if (System.nanoTime() - start >= length || failure.get() != null) {
            return false;
        }
        scores.add(count);
        return true;
    }

    void laneEnded() {
        lanes.countDown();
    }

    void failed(Throwable why) {
        failure.compareAndSet(null, why);
        lanes.countDown();
    }

    /** Waits for the end; returns scores a second. */
    double await() throws InterruptedException {
        boolean all = lanes.await(length + GRACE.toNanos(), TimeUnit.NANOSECONDS);
        Throwable why = failure.get();
        if (why != null) {
            throw new IllegalStateException("a call of the load failed", why);
        }
        if (!all) {
            throw new IllegalStateException(lanes.getCount() + " calls were never answered");
        }
        return scores.sum() * 1e9 / length;
    }
}
