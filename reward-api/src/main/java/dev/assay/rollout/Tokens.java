package dev.assay.rollout;

import java.util.Arrays;

/** The token ids of a completion and, where they are known, their log-probabilities under the policy. Immutable. */
public final class Tokens {
    /** No tokens. */
    public static final Tokens NONE = new Tokens(new int[0], new double[0]);

    private final int[] ids;
    private final double[] logprobs;

    /**
     * Copies both arrays.
     *
     * @param ids shape {@code [time]}
     * @param logprobs shape {@code [time]} in natural logarithms, or empty
     */
    public Tokens(int[] ids, double[] logprobs) {
        this.ids = ids.clone();
        this.logprobs = logprobs.clone();
    }

    /** The ids, shape {@code [time]}; a copy. */
    public int[] ids() {
        return ids.clone();
    }

    /** The log-probabilities, shape {@code [time]} or {@code [0]}; a copy. */
    public double[] logprobs() {
        return logprobs.clone();
    }

    /** How many ids there are. */
    public int size() {
        return ids.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tokens tokens
                && Arrays.equals(ids, tokens.ids)
                && Arrays.equals(logprobs, tokens.logprobs);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + Arrays.hashCode(logprobs);
    }

    @Override
    public String toString() {
        return "Tokens[" + ids.length + "]";
    }
}
