package dev.assay.math.ball;

import java.math.BigInteger;

/**
 * Series in fixed point: whole numbers that count units of {@code 2^-bits}. Each method says how many units its result
 * may be off.
 */
final class FixedPoint {
    private static final int STEP = 1_024;
    private static final int GUARD = 32;

    /** The longest that was needed so far; a race computes one of them twice. */
    private static volatile Constants constants = new Constants(0, BigInteger.ZERO, BigInteger.ZERO);

    private record Constants(int bits, BigInteger pi, BigInteger lnTwo) {}

    private FixedPoint() {}

    /** π, less than three units below. */
    static BigInteger pi(int bits) {
        Constants known = constants(bits);
        return known.pi.shiftRight(known.bits - bits);
    }

    /** The logarithm of two, less than three units below. */
    static BigInteger lnTwo(int bits) {
        Constants known = constants(bits);
        return known.lnTwo.shiftRight(known.bits - bits);
    }

    private static Constants constants(int bits) {
        Constants known = constants;
        if (known.bits < bits) {
            int more = (bits / STEP + 1) * STEP;
            int wide = more + GUARD;
            BigInteger pi = inverse(5, wide, true)
                    .shiftLeft(4)
                    .subtract(inverse(239, wide, true).shiftLeft(2));
            BigInteger lnTwo = inverse(3, wide, false).shiftLeft(1);
            // The series are off by fewer units than the guard has; one below keeps the bound one-sided.
            known = new Constants(
                    more,
                    pi.shiftRight(GUARD).subtract(BigInteger.ONE),
                    lnTwo.shiftRight(GUARD).subtract(BigInteger.ONE));
            constants = known;
        }
        return known;
    }

    /** The arc tangent, or with all signs equal the hyperbolic one, of {@code 1/n}; off by two units a term. */
    private static BigInteger inverse(int n, int bits, boolean alternating) {
        BigInteger square = BigInteger.valueOf((long) n * n);
        BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(n));
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; power.signum() != 0; k++) {
            BigInteger term = power.divide(BigInteger.valueOf(2L * k + 1));
            sum = alternating && k % 2 == 1 ? sum.subtract(term) : sum.add(term);
            power = power.divide(square);
        }
        return sum;
    }

    /** A sum and how many units it may be off. */
    record Sum(BigInteger value, int off) {}

    /** {@code e^x} for {@code |x| ≤ 1/2}. */
    static Sum exp(BigInteger x, int bits) {
        BigInteger term = BigInteger.ONE.shiftLeft(bits);
        BigInteger sum = term;
        int n = 0;
        // A step halves what a term is off before and adds less than two units.
        while (term.signum() != 0 && !term.equals(BigInteger.ONE.negate())) {
            n++;
            term = term.multiply(x).shiftRight(bits).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        return new Sum(sum, 4 * n + 12);
    }

    /** The sine, or the cosine, for {@code |x| ≤ 1}. */
    static Sum sine(BigInteger x, int bits, boolean cosine) {
        BigInteger square = x.multiply(x).shiftRight(bits);
        BigInteger term = cosine ? BigInteger.ONE.shiftLeft(bits) : x;
        BigInteger sum = term;
        int n = cosine ? 1 : 2;
        while (term.signum() != 0) {
            term = term.multiply(square).shiftRight(bits).negate().divide(BigInteger.valueOf((long) n * (n + 1)));
            sum = sum.add(term);
            n += 2;
        }
        return new Sum(sum, 4 * n + 12);
    }

    /** The arc tangent, or the hyperbolic one, for {@code |x| ≤ 1/4}. */
    static Sum arctan(BigInteger x, int bits, boolean hyperbolic) {
        BigInteger square = x.multiply(x).shiftRight(bits);
        BigInteger power = x;
        BigInteger sum = x;
        int n = 1;
        while (power.signum() != 0 && !power.equals(BigInteger.ONE.negate())) {
            power = power.multiply(square).shiftRight(bits);
            power = hyperbolic ? power : power.negate();
            n += 2;
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
        }
        return new Sum(sum, 4 * n + 12);
    }
}
