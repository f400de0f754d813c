package dev.assay.math.ball;

import java.math.BigInteger;

/**
 * All real numbers within {@code radius · 2^exponent} of {@code middle · 2^exponent}. A radius of zero is one exact
 * number.
 *
 * @param radius at least 0
 */
public record Ball(BigInteger middle, BigInteger radius, long exponent) {
    public static final Ball ZERO = of(0);
    public static final Ball ONE = of(1);

    private static final int MAX_WHOLE = 100_000;

    /** A whole number. */
    public static Ball of(long value) {
        return of(BigInteger.valueOf(value));
    }

    /** A whole number. */
    public static Ball of(BigInteger value) {
        return new Ball(value, BigInteger.ZERO, 0);
    }

    /** A number times a power of two. */
    static Ball exact(BigInteger middle, long exponent) {
        return new Ball(middle, BigInteger.ZERO, exponent);
    }

    /** Zero and what is as near to it as the edge of another ball to its middle, {@code factor} times. */
    static Ball spread(Ball of, int factor) {
        return new Ball(BigInteger.ZERO, of.radius.multiply(BigInteger.valueOf(factor)), of.exponent);
    }

    Ball withoutRadius() {
        return exact(middle, exponent);
    }

    /** The same times a power of two. */
    Ball shifted(long by) {
        return new Ball(middle, radius, exponent + by);
    }

    Ball negate() {
        return new Ball(middle.negate(), radius, exponent);
    }

    public boolean isExact() {
        return radius.signum() == 0;
    }

    /** Whether this is zero and nothing else. */
    public boolean isZero() {
        return middle.signum() == 0 && isExact();
    }

    /** Whether every number in it is positive. */
    public boolean isPositive() {
        return middle.compareTo(radius) > 0;
    }

    /** Whether every number in it is negative. */
    public boolean isNegative() {
        return middle.negate().compareTo(radius) > 0;
    }

    /** Whether zero may be meant. */
    public boolean touchesZero() {
        return middle.abs().compareTo(radius) <= 0;
    }

    /** A bound for the size: every number in it is below {@code 2^top()}. */
    public long top() {
        return exponent + Math.max(middle.bitLength(), radius.bitLength()) + 1;
    }

    BigInteger lower() {
        return middle.subtract(radius);
    }

    BigInteger upper() {
        return middle.add(radius);
    }

    /**
     * The largest whole number that is not above any number in it.
     *
     * @throws Uncertain where a whole number lies inside, so that the numbers in it have different ones
     */
    public BigInteger floor() {
        if (exponent > MAX_WHOLE) {
            throw new Uncertain("a whole number of more than " + MAX_WHOLE + " bits");
        }
        int shift = (int) Math.max(-(1 << 24), exponent);
        BigInteger low = lower().shiftLeft(shift);
        BigInteger high = upper().shiftLeft(shift);
        if (!low.equals(high)) {
            throw new Uncertain("a whole number inside");
        }
        return low;
    }

    /** Whether this is one whole number. */
    public boolean isInteger() {
        return isExact()
                && (middle.signum() == 0 || exponent >= 0 || middle.getLowestSetBit() >= -exponent)
                && exponent < MAX_WHOLE;
    }
}
