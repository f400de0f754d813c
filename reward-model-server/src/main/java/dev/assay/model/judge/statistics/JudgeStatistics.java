package dev.assay.model.judge.statistics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Live counters of one judge. Thread-safe; a read costs a few additions. */
public final class JudgeStatistics {
    /** What is counted. */
    public enum Count {
        /** Requests that were sent to the endpoint, repeated ones included. */
        REQUESTS("requests"),
        /** Requests that were sent again because the first did not go well. */
        RETRIES("retries"),
        /** Repetitions that the shared budget did not allow. */
        RETRIES_REFUSED("retries_refused"),
        /** Answers with status 429. */
        THROTTLED("throttled"),
        /** Calls that ended without an answer, retries included. */
        FAILED_CALLS("failed_calls"),
        /** Answers that ended at their token limit before the verdict. */
        TRUNCATED("truncated"),
        /** Answers without a verdict. */
        PARSE_FAILURES("parse_failures"),
        /** Answers that named different verdicts. */
        CONFLICTS("conflicts"),
        /** Answers that were taken from the cache. */
        CACHE_HITS("cache_hits"),
        /** Answers that the cache did not have. */
        CACHE_MISSES("cache_misses"),
        /** Questions that waited for the answer to an equal one. */
        SHARED("shared"),
        /** Entries of the cache's directory that could not be read or written. */
        CACHE_TROUBLES("cache_troubles"),
        /** Tokens of requests, as the endpoint counts them. */
        PROMPT_TOKENS("prompt_tokens"),
        /** Tokens of answers, as the endpoint counts them. */
        COMPLETION_TOKENS("completion_tokens"),
        /** Judgements that ended with a verdict: comparisons and checks. */
        JUDGED("judged"),
        /** Judgements that did not come about. */
        FAILED("failed"),
        /** Runs of comparisons, each with the responses in both orders. */
        SWAPPED_RUNS("swapped_runs"),
        /** Those of them in which both orders named the same winner, or both a tie. */
        CONSISTENT_RUNS("consistent_runs");

        private final String label;

        Count(String label) {
            this.label = label;
        }

        /** The name for metrics. */
        public String label() {
            return label;
        }
    }

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
    private final Latency latency = new Latency();
    private final AtomicLong underWay = new AtomicLong();

    public JudgeStatistics() {
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    /** Counts one. */
    public void add(Count count) {
        add(count, 1);
    }

    /** Counts several. */
    public void add(Count count, long amount) {
        adder(count).add(amount);
    }

    /** What has been counted. */
    public long get(Count count) {
        return adder(count).sum();
    }

    /** Everything that has been counted. */
    public Map<Count, Long> all() {
        Map<Count, Long> all = new EnumMap<>(Count.class);
        counts.forEach((count, adder) -> all.put(count, adder.sum()));
        return Collections.unmodifiableMap(all);
    }

    /**
     * The share of runs in which both orders named the same winner, from 0 to 1: how far the judge can be trusted to
     * look at the responses and not at their places. Empty before the first run.
     */
    public OptionalDouble swapConsistency() {
        long runs = get(Count.SWAPPED_RUNS);
        // Read apart from each other, so that the share may be a run ahead.
        return runs == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, get(Count.CONSISTENT_RUNS) / (double) runs));
    }

    /** How long requests took, from sending to the end of the answer. */
    public Latency latency() {
        return latency;
    }

    /** Requests that are under way. */
    public AtomicLong underWay() {
        return underWay;
    }

    private LongAdder adder(Count count) {
        LongAdder adder = counts.get(count);
        if (adder == null) {
            throw new AssertionError(count);
        }
        return adder;
    }
}
