package dev.assay.reward;

import java.time.Duration;
import java.util.Optional;

/**
 * How the host calls a reward function.
 *
 * @param waits whether calls wait for something outside of this thread (a sandbox, a network, an accelerator) instead
 *     of computing; such calls run beside each other instead of one after the other
 * @param concurrency the most calls at the same time, at least 1; for functions that compute, the host's threads are
 *     the limit and this number is not used
 * @param batch the most rollouts of one call of {@link Scorer#scoreAll}, at least 1
 * @param timeout how long one call may take, for functions whose work the host's own limit does not fit, such as
 *     running programs that may use their time limit; the caller's deadline holds all the same
 */
public record Execution(boolean waits, int concurrency, int batch, Optional<Duration> timeout) {
    /** Computes on the calling thread, one rollout at a time. */
    public static final Execution INLINE = new Execution(false, 1, 1, Optional.empty());

    public Execution {
        if (concurrency < 1 || batch < 1) {
            throw new IllegalArgumentException("concurrency and batch are at least 1");
        }
    }

    /** Waits for something outside, at most {@code concurrency} calls of {@code batch} rollouts at the same time. */
    public static Execution waiting(int concurrency, int batch) {
        return new Execution(true, concurrency, batch, Optional.empty());
    }

    /** This, with a limit of its own for each call. */
    public Execution withTimeout(Duration limit) {
        return new Execution(waits, concurrency, batch, Optional.of(limit));
    }
}
