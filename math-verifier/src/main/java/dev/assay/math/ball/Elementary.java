package dev.assay.math.ball;

import dev.assay.math.exact.TooCostly;
import java.math.BigInteger;

/**
 * Elementary functions of real balls: exact argument reduction, a series in fixed point, and the slope of the radius.
 */
final class Elementary {
    private static final int GUARD = 32;
    private static final int HALVINGS = 8;

    /** Exponents of e and angles beyond two to the power of this cost more than they are worth. */
    private static final int MAX_TOP = 4_000;

    private final Reals reals;

    Elementary(Reals reals) {
        this.reals = reals;
    }

    Ball pi() {
        int width = reals.bits() + GUARD;
        return reals.round(FixedPoint.pi(width), BigInteger.valueOf(3), -width);
    }

    /** The middle in units of {@code 2^-width}, off by less than one. */
    private static BigInteger fixed(Ball a, int width) {
        long shift = a.exponent() + width;
        return shift >= 0
                ? a.middle().shiftLeft((int) shift)
                : a.middle().shiftRight((int) Math.min(-shift, Integer.MAX_VALUE));
    }

    private static BigInteger nearest(BigInteger a, BigInteger unit) {
        return a.shiftLeft(1).add(unit).divide(unit.shiftLeft(1));
    }

    /** A term for every six bits: a product and a quotient by a small number. */
    private void payForSeries(int width) {
        long words = (width >> 6) + 1;
        reals.spendSteps(width / 6 * (20 + words * words / 4));
    }

    Ball exp(Ball a) {
        if (a.isZero()) {
            return Ball.ONE;
        }
        if (a.top() > 36) {
            throw new TooCostly("an exponential beyond e^(2^36)");
        }
        Ball spread = Ball.spread(a, 2);
        if (!a.isExact() && spread.top() > 0) {
            throw new Uncertain("a wide exponent");
        }
        int width = reals.bits() + GUARD + 40;
        payForSeries(width);
        BigInteger x = fixed(a, width);
        BigInteger lnTwo = FixedPoint.lnTwo(width);
        BigInteger twos = nearest(x, lnTwo);
        // Off by one for the cut, and by less than three for each logarithm of two that is taken out.
        BigInteger off = twos.abs().add(BigInteger.ONE).shiftLeft(2);
        BigInteger rest = x.subtract(twos.multiply(lnTwo)).shiftRight(HALVINGS);
        FixedPoint.Sum sum = FixedPoint.exp(rest, width);
        BigInteger radius = off.shiftRight(HALVINGS - 1).add(BigInteger.valueOf(sum.off() + 4L));
        Ball result = reals.round(sum.value(), radius, -width);
        for (int i = 0; i < HALVINGS; i++) {
            result = reals.multiply(result, result);
        }
        return reals.multiply(result.shifted(twos.longValueExact()), reals.add(Ball.ONE, spread));
    }

    /**
     * The natural logarithm.
     *
     * @throws ArithmeticException of numbers that are not positive
     */
    Ball ln(Ball a) {
        if (a.isZero() || a.isNegative()) {
            throw new ArithmeticException("the logarithm of a number that is not positive");
        }
        if (!a.isPositive()) {
            throw new Uncertain("a logarithm near zero");
        }
        if (a.equals(Ball.ONE)) {
            return Ball.ZERO;
        }
        int width = reals.bits() + GUARD + 40;
        payForSeries(width);
        int length = a.middle().bitLength();
        BigInteger one = BigInteger.ONE.shiftLeft(width);
        BigInteger y = width >= length
                ? a.middle().shiftLeft(width - length)
                : a.middle().shiftRight(length - width); // from 1/2 to 1
        long twos = a.exponent() + length;
        if (y.compareTo(one.subtract(one.shiftRight(2))) < 0) {
            y = y.shiftLeft(1);
            twos--;
        }
        // (y-1)/(y+1) is between -1/7 and 1/5
        BigInteger z = y.subtract(one).shiftLeft(width).divide(y.add(one));
        FixedPoint.Sum sum = FixedPoint.arctan(z, width, true);
        BigInteger lnTwos = BigInteger.valueOf(twos).multiply(FixedPoint.lnTwo(width));
        BigInteger off = BigInteger.valueOf(2L * sum.off() + 16 + 4 * Math.abs(twos));
        if (!a.isExact()) {
            off = off.add(a.radius().shiftLeft(width).divide(a.lower())).add(BigInteger.ONE);
        }
        return reals.round(sum.value().shiftLeft(1).add(lnTwos), off, -width);
    }

    Ball sin(Ball a) {
        return sine(a, false);
    }

    Ball cos(Ball a) {
        return sine(a, true);
    }

    private Ball sine(Ball a, boolean cosine) {
        if (a.isZero()) {
            return cosine ? Ball.ONE : Ball.ZERO;
        }
        int top = (int) Math.max(0, Math.min(a.withoutRadius().top(), Integer.MAX_VALUE));
        if (top > MAX_TOP) {
            throw new TooCostly("an angle beyond 2^" + MAX_TOP);
        }
        int width = width(a);
        payForSeries(width + top);
        BigInteger x = fixed(a, width + top);
        BigInteger right = FixedPoint.pi(width + top + 1).shiftRight(2);
        BigInteger quarters = nearest(x, right);
        // Off by less than 2 * (2^top + 1) + 1 units before the cut, so by less than eight after it.
        BigInteger rest = x.subtract(quarters.multiply(right)).shiftRight(top);
        int quarter = quarters.intValue() & 3;
        boolean swapped = cosine != (quarter % 2 == 1);
        FixedPoint.Sum sum = FixedPoint.sine(rest, width, swapped);
        boolean negative = cosine ? quarter == 1 || quarter == 2 : quarter >= 2;
        BigInteger value = negative ? sum.value().negate() : sum.value();
        Ball result = reals.round(value, BigInteger.valueOf(sum.off() + 8L), -width);
        return a.isExact() ? result : reals.add(result, Ball.spread(a, 1));
    }

    /** Digits for small numbers too, as far as that is cheap. */
    private int width(Ball a) {
        long small = Math.max(0, -a.withoutRadius().top());
        return reals.bits() + GUARD + (int) Math.min(small, 2L * reals.bits());
    }

    Ball arctan(Ball a) {
        if (a.isZero()) {
            return a;
        }
        if (a.middle().signum() < 0) {
            return arctan(a.negate()).negate();
        }
        if (a.withoutRadius().top() > 2) {
            return reals.subtract(pi().shifted(-1), arctan(reals.divide(Ball.ONE, a)));
        }
        Ball middle = a.withoutRadius();
        for (int i = 0; i < 3; i++) { // arctan x = 2 arctan (x / (1 + sqrt(1 + x²)))
            Ball hypotenuse = reals.sqrt(reals.add(Ball.ONE, reals.multiply(middle, middle)));
            middle = reals.divide(middle, reals.add(Ball.ONE, hypotenuse));
        }
        int width = width(middle);
        payForSeries(width);
        FixedPoint.Sum sum = FixedPoint.arctan(fixed(middle, width), width, false);
        Ball result = reals.round(sum.value(), BigInteger.valueOf(sum.off() + 4L), -width);
        result = reals.add(result, Ball.spread(middle, 1)).shifted(3);
        return a.isExact() ? result : reals.add(result, Ball.spread(a, 1));
    }

    /**
     * The arc sine.
     *
     * @throws ArithmeticException beyond 1
     */
    Ball arcsin(Ball a) {
        Ball rest = reals.subtract(Ball.ONE, reals.multiply(a, a));
        if (rest.isZero()) {
            return a.middle().signum() < 0 ? pi().shifted(-1).negate() : pi().shifted(-1);
        }
        return arctan(reals.divide(a, reals.sqrt(rest)));
    }
}
