package dev.assay.math.exact;

import java.math.BigInteger;

/**
 * A rational number in lowest terms with a positive denominator.
 *
 * @param numerator carries the sign
 * @param denominator at least 1
 */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
    public static final Rational ZERO = of(0);
    public static final Rational ONE = of(1);
    public static final Rational TWO = of(2);
    public static final Rational MINUS_ONE = of(-1);
    public static final Rational HALF = new Rational(BigInteger.ONE, BigInteger.TWO);

    /** The largest argument of {@link #factorial}. */
    private static final int MAX_FACTORIAL = 5_000;

    /** A whole number. */
    public static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** A whole number. */
    public static Rational of(BigInteger value) {
        return new Rational(value, BigInteger.ONE);
    }

    /**
     * A quotient, reduced.
     *
     * @throws ArithmeticException where the denominator is zero
     */
    public static Rational of(BigInteger numerator, BigInteger denominator, Steps steps) {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        if (denominator.equals(BigInteger.ONE)) {
            return of(numerator);
        }
        steps.spendDivisor(Math.max(numerator.bitLength(), denominator.bitLength()));
        BigInteger common = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            common = common.negate();
        }
        return common.equals(BigInteger.ONE)
                ? new Rational(numerator, denominator)
                : new Rational(numerator.divide(common), denominator.divide(common));
    }

    public Rational plus(Rational other, Steps steps) {
        if (isInteger() && other.isInteger()) {
            steps.spend(1 + (bits() >> 6));
            return of(numerator.add(other.numerator));
        }
        steps.spendBits((long) bits() + other.bits());
        return of(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator),
                steps);
    }

    public Rational minus(Rational other, Steps steps) {
        return plus(other.negate(), steps);
    }

    public Rational times(Rational other, Steps steps) {
        steps.spendBits((long) bits() + other.bits());
        if (isInteger() && other.isInteger()) {
            return of(numerator.multiply(other.numerator));
        }
        return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator), steps);
    }

    /** @throws ArithmeticException where {@code other} is zero */
    public Rational dividedBy(Rational other, Steps steps) {
        return times(other.inverse(), steps);
    }

    /** @throws ArithmeticException where this is zero */
    public Rational inverse() {
        return switch (signum()) {
            case 0 -> throw new ArithmeticException("division by zero");
            case 1 -> new Rational(denominator, numerator);
            default -> new Rational(denominator.negate(), numerator.negate());
        };
    }

    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    public Rational abs() {
        return signum() < 0 ? negate() : this;
    }

    /**
     * A whole power. The size of the result is estimated and paid before it is computed.
     *
     * @throws ArithmeticException for zero to a power that is not positive
     */
    public Rational power(BigInteger exponent, Steps steps) {
        if (exponent.signum() == 0) {
            if (signum() == 0) {
                throw new ArithmeticException("zero to the power of zero");
            }
            return ONE;
        }
        if (exponent.signum() < 0) {
            return inverse().power(exponent.negate(), steps);
        }
        if (signum() == 0 || equals(ONE)) {
            return this;
        }
        if (equals(MINUS_ONE)) {
            return exponent.testBit(0) ? this : ONE;
        }
        if (exponent.bitLength() > 31) {
            throw new TooCostly("a power of more than " + Steps.MAX_BITS + " bits");
        }
        steps.spendBits(bits() * exponent.longValue());
        return new Rational(numerator.pow(exponent.intValueExact()), denominator.pow(exponent.intValueExact()));
    }

    /** A positive whole power of a whole number, reduced by a positive whole number after each step. */
    public Rational modularPower(Rational exponent, Rational modulus, Steps steps) {
        long words = (modulus.bits() >> 6) + 1L;
        steps.spendBits(bits());
        steps.spend(Math.multiplyExact(exponent.bits(), 4 * words * words));
        return of(numerator.modPow(exponent.numerator, modulus.numerator));
    }

    /**
     * {@code n!} of a whole number that is not negative.
     *
     * @throws ArithmeticException for other numbers
     */
    public Rational factorial(Steps steps) {
        if (!isInteger() || signum() < 0) {
            throw new ArithmeticException("the factorial of " + this);
        }
        if (numerator.bitLength() > 31 || numerator.intValue() > MAX_FACTORIAL) {
            throw new TooCostly("a factorial above " + MAX_FACTORIAL + "!");
        }
        int n = numerator.intValue();
        steps.spend(1 + (long) n * n / 16);
        return of(product(1, n));
    }

    private static BigInteger product(int from, int to) {
        if (to - from < 8) {
            BigInteger result = BigInteger.ONE;
            for (int i = from; i <= to; i++) {
                result = result.multiply(BigInteger.valueOf(i));
            }
            return result;
        }
        int middle = (from + to) >>> 1;
        return product(from, middle).multiply(product(middle + 1, to));
    }

    /** The largest whole number that is not above this. */
    public BigInteger floor() {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    public boolean isInteger() {
        return denominator.equals(BigInteger.ONE);
    }

    public boolean isZero() {
        return numerator.signum() == 0;
    }

    public int signum() {
        return numerator.signum();
    }

    private int bits() {
        return Math.max(numerator.bitLength(), denominator.bitLength());
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
        return isInteger() ? numerator.toString() : numerator + "/" + denominator;
    }
}
