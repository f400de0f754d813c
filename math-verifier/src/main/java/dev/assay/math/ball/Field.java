package dev.assay.math.ball;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import java.math.BigInteger;

/**
 * Arithmetic of certified numbers at a given precision, over the reals or over the complex numbers. Over the reals,
 * what has no real value is undefined; over the complex numbers, functions have their principal values. Every operation
 * throws {@link ArithmeticException} where it is undefined for certain, and {@link Uncertain} where more digits are
 * needed to tell. Costs are paid in steps.
 */
public final class Field {
    private final Reals reals;
    private final Elementary elementary;
    private final boolean complex;

    public Field(int bits, boolean complex, Steps steps) {
        this.reals = new Reals(bits, steps);
        this.elementary = new Elementary(reals);
        this.complex = complex;
    }

    public boolean isComplex() {
        return complex;
    }

    public Box of(Rational value) {
        reals.spendBits(
                value.numerator().bitLength() + (long) value.denominator().bitLength());
        return Box.of(reals.of(value));
    }

    public Box pi() {
        reals.spend(4);
        return Box.of(elementary.pi());
    }

    public Box add(Box a, Box b) {
        return new Box(reals.add(a.re(), b.re()), reals.add(a.im(), b.im()));
    }

    public Box subtract(Box a, Box b) {
        return add(a, b.negate());
    }

    public Box multiply(Box a, Box b) {
        if (a.isReal() && b.isReal()) {
            return Box.of(reals.multiply(a.re(), b.re()));
        }
        return new Box(
                reals.subtract(reals.multiply(a.re(), b.re()), reals.multiply(a.im(), b.im())),
                reals.add(reals.multiply(a.re(), b.im()), reals.multiply(a.im(), b.re())));
    }

    public Box divide(Box a, Box b) {
        if (b.isReal()) {
            return new Box(reals.divide(a.re(), b.re()), a.isReal() ? Ball.ZERO : reals.divide(a.im(), b.re()));
        }
        Ball size = reals.add(reals.multiply(b.re(), b.re()), reals.multiply(b.im(), b.im()));
        Box top = multiply(a, new Box(b.re(), b.im().negate()));
        return new Box(reals.divide(top.re(), size), reals.divide(top.im(), size));
    }

    /** The absolute value. */
    public Box abs(Box a) {
        return Box.of(
                a.isReal()
                        ? reals.abs(a.re())
                        : reals.sqrt(reals.add(reals.multiply(a.re(), a.re()), reals.multiply(a.im(), a.im()))));
    }

    /** The square root with the real part that is not negative. */
    public Box sqrt(Box a) {
        if (!a.isReal()) {
            return exp(multiply(Box.of(Ball.ONE.shifted(-1)), ln(a)));
        }
        if (complex && a.re().isNegative()) {
            return new Box(Ball.ZERO, reals.sqrt(a.re().negate()));
        }
        return Box.of(reals.sqrt(a.re()));
    }

    public Box exp(Box a) {
        Ball size = elementary.exp(a.re());
        return a.isReal()
                ? Box.of(size)
                : new Box(reals.multiply(size, elementary.cos(a.im())), reals.multiply(size, elementary.sin(a.im())));
    }

    /** The natural logarithm. */
    public Box ln(Box a) {
        if (a.isZero()) {
            throw new ArithmeticException("the logarithm of zero");
        }
        if (a.isReal() && (!complex || a.re().isPositive())) {
            return Box.of(elementary.ln(a.re()));
        }
        return new Box(elementary.ln(abs(a).re()), argument(a));
    }

    /** The argument, more than -π and at most π. */
    public Ball argument(Box a) {
        if (a.isReal() && !a.re().touchesZero()) {
            return a.re().isPositive() ? Ball.ZERO : elementary.pi();
        }
        if (a.re().isPositive()) {
            return elementary.arctan(reals.divide(a.im(), a.re()));
        }
        if (a.im().isPositive()) {
            return reals.subtract(elementary.pi().shifted(-1), elementary.arctan(reals.divide(a.re(), a.im())));
        }
        if (a.im().isNegative()) {
            return reals.subtract(
                    elementary.pi().shifted(-1).negate(), elementary.arctan(reals.divide(a.re(), a.im())));
        }
        throw new Uncertain("an argument near the negative axis");
    }

    public Box sin(Box a) {
        if (a.isReal()) {
            return Box.of(elementary.sin(a.re()));
        }
        return new Box(
                reals.multiply(elementary.sin(a.re()), hyperbolic(a.im(), true)),
                reals.multiply(elementary.cos(a.re()), hyperbolic(a.im(), false)));
    }

    public Box cos(Box a) {
        if (a.isReal()) {
            return Box.of(elementary.cos(a.re()));
        }
        return new Box(
                reals.multiply(elementary.cos(a.re()), hyperbolic(a.im(), true)),
                reals.multiply(elementary.sin(a.re()), hyperbolic(a.im(), false))
                        .negate());
    }

    private Ball hyperbolic(Ball a, boolean cosine) {
        Ball up = elementary.exp(a);
        Ball down = reals.divide(Ball.ONE, up);
        return (cosine ? reals.add(up, down) : reals.subtract(up, down)).shifted(-1);
    }

    public Box sinh(Box a) {
        return hyperbolic(a, false);
    }

    public Box cosh(Box a) {
        return hyperbolic(a, true);
    }

    private Box hyperbolic(Box a, boolean cosine) {
        Box up = exp(a);
        Box down = divide(Box.ONE, up);
        Box twice = cosine ? add(up, down) : subtract(up, down);
        return new Box(twice.re().shifted(-1), twice.im().shifted(-1));
    }

    public Box arcsin(Box a) {
        if (a.isReal()
                && (!complex || reals.subtract(Ball.ONE, reals.abs(a.re())).isPositive())) {
            return Box.of(elementary.arcsin(a.re()));
        }
        Box root = sqrt(subtract(Box.ONE, multiply(a, a)));
        Box log = ln(add(multiply(Box.I, a), root));
        return multiply(Box.I.negate(), log);
    }

    public Box arctan(Box a) {
        if (a.isReal()) {
            return Box.of(elementary.arctan(a.re()));
        }
        Box turned = multiply(Box.I, a);
        Box difference = subtract(ln(subtract(Box.ONE, turned)), ln(add(Box.ONE, turned)));
        return multiply(new Box(Ball.ZERO, Ball.ONE.shifted(-1)), difference);
    }

    /**
     * A whole power.
     *
     * @throws ArithmeticException for zero to a power that is not positive
     */
    public Box power(Box base, BigInteger exponent) {
        if (exponent.signum() <= 0 && base.isZero()) {
            throw new ArithmeticException("zero to a power that is not positive");
        }
        if (exponent.signum() < 0) {
            return divide(Box.ONE, power(base, exponent.negate()));
        }
        if (base.isReal()) {
            return Box.of(reals.power(base.re(), exponent));
        }
        Box result = Box.ONE;
        for (int i = exponent.bitLength() - 1; i >= 0; i--) {
            result = multiply(result, result);
            result = exponent.testBit(i) ? multiply(result, base) : result;
        }
        return result;
    }

    /** A power with any exponent: {@code e^(exponent · ln base)}. */
    public Box power(Box base, Box exponent) {
        if (exponent.isReal() && exponent.re().isInteger()) {
            return power(base, exponent.re().floor());
        }
        if (base.isZero()) {
            if (exponent.re().isPositive()) {
                return Box.ZERO;
            }
            throw new ArithmeticException("zero to a power that is not positive");
        }
        return exp(multiply(exponent, ln(base)));
    }

    /**
     * The n-th root: over the reals also of negative numbers where n is odd.
     *
     * @param n at least 2
     */
    public Box root(Box of, int n) {
        if (n == 2) {
            return sqrt(of);
        }
        if (of.isZero()) {
            return of;
        }
        if (of.isReal() && of.re().isNegative()) {
            if (complex) {
                throw new Uncertain("a root with a real value and a principal one");
            }
            if (n % 2 == 0) {
                throw new ArithmeticException("an even root of a negative number");
            }
            return root(of.negate(), n).negate();
        }
        return exp(divide(ln(of), Box.of(Ball.of(n))));
    }

    /** Whether two numbers are different for certain. */
    public boolean apart(Box a, Box b) {
        return !subtract(a, b).touchesZero();
    }
}
