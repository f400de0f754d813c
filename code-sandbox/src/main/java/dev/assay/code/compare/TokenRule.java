package dev.assay.code.compare;

/** When two tokens are equal. */
public sealed interface TokenRule {
    /**
     * Equal bytes, or decimal fractions of exactly equal value where the expected token is one ({@code 0.3} and
     * {@code 0.30}). Integers are equal only when they are written alike: {@code 1000000008} is not {@code 1000000007},
     * and {@code 0011} is not {@code 11}, which may be a bit string.
     */
    record Strict() implements TokenRule {}

    /** As {@link Strict}, with the case of ASCII letters left out. */
    record AnyCase() implements TokenRule {}

    /** As {@link Strict}, but {@code yes} and {@code no} may be written in any case. */
    record YesNo() implements TokenRule {}

    /**
     * Numbers within a tolerance that the problem declares: {@code |a - e| <= max(absolute, relative * |e|)}. An
     * integer that is printed for an expected integer must be exactly it, at any size; NaN and infinities equal
     * nothing, not even themselves; what is no number must be written alike.
     *
     * @param absolute at least 0
     * @param relative at least 0 and below 1
     */
    record Tolerant(double absolute, double relative) implements TokenRule {
        public Tolerant {
            if (!(absolute >= 0 && relative >= 0 && absolute < Double.POSITIVE_INFINITY && relative < 1)) {
                throw new IllegalArgumentException("tolerances are at least 0, and the relative one is below 1");
            }
        }
    }
}
