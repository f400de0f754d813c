package dev.assay.math.ball;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import java.math.BigInteger;

/**
 * Arithmetic of balls with middles of a given number of bits. Every operation returns a ball that holds the results for
 * all numbers in its arguments.
 */
final class Reals {
    /** Beyond two to the power of this, values are not held. */
    private static final long MAX_EXPONENT = 1L << 34;

    private static final int RADIUS_BITS = 32;

    private final int bits;
    private final Steps steps;
    private final long price;

    Reals(int bits, Steps steps) {
        this.bits = bits;
        this.steps = steps;
        long words = (bits >> 6) + 1;
        this.price = 20 + words * words / 2;
    }

    int bits() {
        return bits;
    }

    /** Pays for some operations of about this precision. */
    void spend(long operations) {
        steps.spend(operations * price);
    }

    void spendSteps(long cost) {
        steps.spend(cost);
    }

    /** Pays for a number that takes more bits than the precision. */
    void spendBits(long more) {
        long words = (more >> 6) + 1;
        steps.spend(words * words);
    }

    /** A ball around a middle that is cut to the precision, outwards. */
    Ball round(BigInteger middle, BigInteger radius, long exponent) {
        if (Math.abs(exponent) > MAX_EXPONENT) {
            throw new TooCostly("a value beyond 2^" + MAX_EXPONENT);
        }
        int excess = Math.max(middle.bitLength() - bits, radius.bitLength() - RADIUS_BITS);
        return excess <= 0 ? new Ball(middle, radius, exponent) : coarse(middle, radius, exponent, excess);
    }

    private static Ball coarse(BigInteger middle, BigInteger radius, long exponent, int by) {
        boolean exact = middle.signum() == 0 || middle.getLowestSetBit() >= by;
        BigInteger edge = radius.negate().shiftRight(by).negate();
        return new Ball(middle.shiftRight(by), exact ? edge : edge.add(BigInteger.ONE), exponent + by);
    }

    Ball of(Rational value) {
        Ball top = Ball.of(value.numerator());
        return value.isInteger()
                ? round(top.middle(), top.radius(), 0)
                : divide(round(top.middle(), top.radius(), 0), Ball.of(value.denominator()));
    }

    Ball add(Ball a, Ball b) {
        spend(1);
        if (a.isZero() || b.isZero()) {
            return a.isZero() ? b : a;
        }
        long top = Math.max(a.top(), b.top());
        long exponent = Math.max(Math.min(a.exponent(), b.exponent()), top - 2L * bits - 64);
        Ball x = at(a, exponent);
        Ball y = at(b, exponent);
        return round(x.middle().add(y.middle()), x.radius().add(y.radius()), exponent);
    }

    /** The same with another exponent, outwards where that is coarser. */
    private static Ball at(Ball value, long exponent) {
        long shift = value.exponent() - exponent;
        if (shift >= 0) {
            return new Ball(
                    value.middle().shiftLeft((int) shift), value.radius().shiftLeft((int) shift), exponent);
        }
        int by = (int)
                Math.min(-shift, value.middle().bitLength() + value.radius().bitLength() + 2L);
        Ball cut = coarse(value.middle(), value.radius(), value.exponent(), by);
        return new Ball(cut.middle(), cut.radius(), exponent);
    }

    Ball subtract(Ball a, Ball b) {
        return add(a, b.negate());
    }

    Ball multiply(Ball a, Ball b) {
        spend(1);
        if (a.isZero() || b.isZero()) {
            return Ball.ZERO;
        }
        BigInteger radius = a.middle()
                .abs()
                .multiply(b.radius())
                .add(b.middle().abs().add(b.radius()).multiply(a.radius()));
        return round(a.middle().multiply(b.middle()), radius, a.exponent() + b.exponent());
    }

    /**
     * A quotient.
     *
     * @throws ArithmeticException where the divisor is zero
     * @throws Uncertain where it may be
     */
    Ball divide(Ball a, Ball b) {
        if (b.isZero()) {
            throw new ArithmeticException("division by zero");
        }
        if (b.touchesZero()) {
            throw new Uncertain("a divisor near zero");
        }
        spend(4);
        BigInteger size = b.middle().abs();
        int shift = bits + size.bitLength() + 2;
        BigInteger one = BigInteger.ONE.shiftLeft(shift);
        BigInteger[] inverse = one.divideAndRemainder(size);
        BigInteger radius = inverse[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE;
        if (!b.isExact()) {
            BigInteger least = size.subtract(b.radius());
            radius = radius.add(one.multiply(b.radius()).divide(least.multiply(size)))
                    .add(BigInteger.ONE);
        }
        BigInteger middle = b.middle().signum() < 0 ? inverse[0].negate() : inverse[0];
        return multiply(a, round(middle, radius, -shift - b.exponent()));
    }

    /**
     * The square root.
     *
     * @throws ArithmeticException of negative numbers
     * @throws Uncertain where there may be negative ones
     */
    Ball sqrt(Ball a) {
        if (a.isZero()) {
            return a;
        }
        if (a.isNegative()) {
            throw new ArithmeticException("the square root of a negative number");
        }
        BigInteger lower = a.lower();
        if (lower.signum() < 0) {
            throw new Uncertain("a radicand near zero");
        }
        spend(12);
        int shift = Math.max(0, 2 * bits + 4 - a.middle().bitLength());
        shift += (int) Math.floorMod(a.exponent() - shift, 2L);
        long exponent = (a.exponent() - shift) / 2;
        BigInteger[] low = lower.shiftLeft(shift).sqrtAndRemainder();
        if (a.isExact()) {
            return round(low[0], low[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE, exponent);
        }
        BigInteger high = a.upper().shiftLeft(shift).sqrt().add(BigInteger.ONE);
        return round(low[0].add(high), high.subtract(low[0]), exponent - 1);
    }

    /** A whole power by squaring; the power of zero is one. */
    Ball power(Ball base, BigInteger exponent) {
        Ball result = Ball.ONE;
        for (int i = exponent.bitLength() - 1; i >= 0; i--) {
            result = multiply(result, result);
            result = exponent.testBit(i) ? multiply(result, base) : result;
        }
        return result;
    }

    Ball abs(Ball a) {
        if (!a.touchesZero()) {
            return a.middle().signum() < 0 ? a.negate() : a;
        }
        BigInteger high = a.middle().abs().add(a.radius());
        return a.isZero() ? a : new Ball(high, high, a.exponent() - 1);
    }
}
