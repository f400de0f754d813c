package dev.assay.math.exact;

/**
 * A budget of steps. A step is the price of about five nanoseconds of work on a processor of 2020, warmed up, so that a
 * budget of millions is some milliseconds; what is charged depends on the input alone and never on a clock. Not
 * thread-safe: each piece of work has its own.
 */
public final class Steps {
    /** The most bits that a numerator or denominator may have. */
    public static final int MAX_BITS = 1 << 16;

    private long left;

    public Steps(long limit) {
        this.left = limit;
    }

    /**
     * Pays for work before it is done.
     *
     * @throws TooCostly where the budget does not suffice
     */
    public void spend(long cost) {
        left -= cost;
        if (left < 0) {
            throw new TooCostly("more steps than allowed");
        }
    }

    /**
     * Pays for a number of about this many bits.
     *
     * @throws TooCostly where the number or the bill is too large
     */
    void spendBits(long bits) {
        if (bits > MAX_BITS) {
            throw new TooCostly("a number of more than " + MAX_BITS + " bits");
        }
        long words = (bits >> 6) + 1;
        spend(10 + words * words);
    }

    /** Pays for a greatest common divisor, which is many times as dear as a product of the same length. */
    void spendDivisor(long bits) {
        spendBits(bits);
        long words = (bits >> 6) + 1;
        spend(20 + 16 * words * words);
    }
}
