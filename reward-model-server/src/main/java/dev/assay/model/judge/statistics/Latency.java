package dev.assay.model.judge.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** A histogram of durations with fixed bounds. Thread-safe. */
public final class Latency {
    /** The upper bounds of the buckets in milliseconds; one more has no bound. */
    public static final List<Long> BOUNDS_MS =
            List.of(50L, 100L, 250L, 500L, 1000L, 2500L, 5000L, 10_000L, 30_000L, 60_000L, 120_000L, 300_000L);

    private final LongAdder[] buckets = new LongAdder[BOUNDS_MS.size() + 1];
    private final LongAdder nanos = new LongAdder();
    private final AtomicLong longest = new AtomicLong();

    Latency() {
        Arrays.setAll(buckets, _ -> new LongAdder());
    }

    /** Adds one duration. */
    public void add(long duration) {
        int bucket = 0;
        while (bucket < BOUNDS_MS.size() && duration > BOUNDS_MS.get(bucket) * 1_000_000) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(duration);
        longest.accumulateAndGet(duration, Math::max);
    }

    /** How many durations lie in each bucket, the one without a bound last; not cumulative. */
    public List<Long> buckets() {
        return Arrays.stream(buckets).map(LongAdder::sum).toList();
    }

    /** How many durations there are. */
    public long count() {
        return buckets().stream().mapToLong(Long::longValue).sum();
    }

    /** Their sum in nanoseconds. */
    public long totalNanos() {
        return nanos.sum();
    }

    /** The longest in nanoseconds. */
    public long longestNanos() {
        return longest.get();
    }
}
