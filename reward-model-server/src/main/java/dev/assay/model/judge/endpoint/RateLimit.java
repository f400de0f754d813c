package dev.assay.model.judge.endpoint;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Requests and tokens a minute, and the moment before which the endpoint wants nothing at all. Each request is given
 * the moment at which it may go, in the order of asking. Thread-safe.
 *
 * <p>Both limits are buckets that hold one minute's worth at most and may be overdrawn: the next request then waits for
 * what is missing. What an answer really took is put right when it is known.
 */
final class RateLimit {
    private final Pacing pacing;
    private final Bucket requests;
    private final Bucket tokens;
    private long heldUntil;

    RateLimit(OptionalInt requestsPerMinute, OptionalInt tokensPerMinute, Pacing pacing) {
        this.pacing = pacing;
        long now = pacing.nanoTime();
        this.requests = new Bucket(requestsPerMinute, now);
        this.tokens = new Bucket(tokensPerMinute, now);
        this.heldUntil = now;
    }

    /**
     * Takes a request's place.
     *
     * @param patience how long the caller can wait
     * @return how long it has to; where that is longer than its patience, nothing was taken
     */
    synchronized Duration take(double tokenCount, Duration patience) {
        long now = pacing.nanoTime();
        long wait = Math.max(0, Math.max(requests.wait(1, now), tokens.wait(tokenCount, now)));
        wait = Math.max(wait, heldUntil - now);
        if (wait <= patience.toNanos()) {
            requests.take(1);
            tokens.take(tokenCount);
        }
        return Duration.ofNanos(wait);
    }

    /** How long a request that has its place still has to wait because the endpoint wanted a pause since. */
    synchronized Duration held() {
        return Duration.ofNanos(Math.max(0, heldUntil - pacing.nanoTime()));
    }

    /** Puts right what a request was thought to take. */
    synchronized void settle(long thought, long taken) {
        tokens.take((double) taken - thought);
    }

    /** Nothing goes out for so long. */
    synchronized void hold(Duration pause) {
        long until = pacing.nanoTime() + pause.toNanos();
        if (until - heldUntil > 0) {
            heldUntil = until;
        }
    }

    private static final class Bucket {
        private final double perNano;
        private final double most;
        private double left;
        private long since;

        Bucket(OptionalInt perMinute, long now) {
            this.most = perMinute.isPresent() ? perMinute.getAsInt() : Double.POSITIVE_INFINITY;
            this.perNano = most / 60e9;
            this.left = most;
            this.since = now;
        }

        long wait(double amount, long now) {
            if (most == Double.POSITIVE_INFINITY) {
                return 0;
            }
            left = Math.min(most, left + (now - since) * perNano);
            since = now;
            // More than a minute's worth waits for a full bucket and overdraws it.
            return (long) Math.ceil((Math.min(amount, most) - left) / perNano);
        }

        void take(double amount) {
            if (most != Double.POSITIVE_INFINITY) {
                left = Math.min(most, left - amount);
            }
        }
    }
}
