package dev.assay.reward;

/**
 * How the host calls a reward function.
 *
 * @param waits whether calls wait for something outside of this thread (a sandbox, a network, an accelerator) instead
 *     of computing; such calls run beside each other instead of one after the other
 * @param concurrency the most calls at the same time, at least 1; for functions that compute, the host's threads are
 *     the limit and this number is not used
 * @param batch the most rollouts of one call of {@link Scorer#scoreAll}, at least 1
 */
public record Execution(boolean waits, int concurrency, int batch) {
    /** Computes on the calling thread, one rollout at a time. */
    public static final Execution INLINE = new Execution(false, 1, 1);

    public Execution {
        if (concurrency < 1 || batch < 1) {
            throw new IllegalArgumentException("concurrency and batch are at least 1");
        }
    }

    /** Waits for something outside, at most {@code concurrency} calls of {@code batch} rollouts at the same time. */
    public static Execution waiting(int concurrency, int batch) {
        return new Execution(true, concurrency, batch);
    }
}
