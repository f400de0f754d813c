package dev.assay.math.compare;

import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Elementary functions of big decimals, to about the precision of the context, by series after argument reduction. */
final class Functions {
    private static final BigDecimal TWO = BigDecimal.TWO;

    /** The price of a term of a series at some fifty digits: a product, a quotient and a sum. */
    private static final int TERM = 200;

    private final MathContext context;
    private final Steps steps;
    private BigDecimal pi = BigDecimal.ZERO;
    private BigDecimal lnTwo = BigDecimal.ZERO;

    Functions(MathContext context, Steps steps) {
        this.context = context;
        this.steps = steps;
    }

    private BigDecimal tiny() {
        return BigDecimal.ONE.movePointLeft(context.getPrecision() + 2);
    }

    /** π by Machin's formula. */
    BigDecimal pi() {
        if (pi.signum() == 0) {
            pi = BigDecimal.valueOf(16)
                    .multiply(arctanSeries(BigDecimal.ONE.divide(BigDecimal.valueOf(5), context)), context)
                    .subtract(
                            BigDecimal.valueOf(4)
                                    .multiply(
                                            arctanSeries(BigDecimal.ONE.divide(BigDecimal.valueOf(239), context)),
                                            context),
                            context);
        }
        return pi;
    }

    BigDecimal exp(BigDecimal x) {
        if (x.abs().compareTo(BigDecimal.valueOf(100_000)) > 0) {
            throw new TooCostly("an exponential beyond e^100000");
        }
        steps.spend(2_000);
        BigDecimal small = x.divide(BigDecimal.valueOf(1 << 20), context);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        MathContext wide = new MathContext(context.getPrecision() + 12);
        BigDecimal tiny = tiny().movePointLeft(10);
        for (int n = 1; term.abs().compareTo(tiny) > 0; n++) {
            steps.spend(TERM);
            term = term.multiply(small, wide).divide(BigDecimal.valueOf(n), wide);
            sum = sum.add(term, wide);
        }
        for (int i = 0; i < 20; i++) {
            sum = sum.multiply(sum, wide);
        }
        return sum.round(context);
    }

    BigDecimal ln(BigDecimal x) {
        if (x.signum() <= 0) {
            throw new ArithmeticException("the logarithm of a number that is not positive");
        }
        steps.spend(2_000);
        int shift = x.precision() - x.scale();
        BigDecimal mantissa = x.movePointLeft(shift); // from 0.1 to 1
        int doublings = 0;
        while (mantissa.compareTo(new BigDecimal("0.7")) < 0) {
            mantissa = mantissa.multiply(TWO);
            doublings++;
        }
        BigDecimal result = lnSeries(mantissa);
        if (shift != 0) {
            BigDecimal lnTen =
                    lnSeries(new BigDecimal("1.25")).add(BigDecimal.valueOf(3).multiply(lnTwo(), context));
            result = result.add(BigDecimal.valueOf(shift).multiply(lnTen, context), context);
        }
        return result.subtract(BigDecimal.valueOf(doublings).multiply(lnTwo(), context), context);
    }

    private BigDecimal lnTwo() {
        if (lnTwo.signum() == 0) {
            lnTwo = lnSeries(new BigDecimal("1.25"))
                    .multiply(BigDecimal.valueOf(3), context)
                    .add(lnSeries(new BigDecimal("1.024")), context)
                    .multiply(BigDecimal.ONE, context);
            // 2^10 = 1.024 * 10^3 and 10 = 1.25 * 2^3, so ln 2 = ln 1.024 + 3 ln 1.25
        }
        return lnTwo;
    }

    private BigDecimal lnSeries(BigDecimal x) {
        BigDecimal z = x.subtract(BigDecimal.ONE).divide(x.add(BigDecimal.ONE), context);
        BigDecimal square = z.multiply(z, context);
        BigDecimal power = z;
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal tiny = tiny();
        for (int n = 1; power.abs().compareTo(tiny) > 0; n += 2) {
            steps.spend(TERM);
            sum = sum.add(power.divide(BigDecimal.valueOf(n), context), context);
            power = power.multiply(square, context);
        }
        return sum.multiply(TWO, context);
    }

    BigDecimal sin(BigDecimal x) {
        steps.spend(2_000);
        BigDecimal turn = pi().multiply(TWO, context);
        if (x.precision() - x.scale() > 8) {
            throw new ArithmeticException("an angle beyond 10^8");
        }
        BigDecimal small = x.remainder(turn, context).divide(BigDecimal.valueOf(81), context);
        BigDecimal square = small.multiply(small, context);
        BigDecimal term = small;
        BigDecimal sum = small;
        BigDecimal tiny = tiny();
        for (int n = 2; term.abs().compareTo(tiny) > 0; n += 2) {
            steps.spend(TERM);
            term = term.multiply(square, context)
                    .divide(BigDecimal.valueOf((long) n * (n + 1)), context)
                    .negate();
            sum = sum.add(term, context);
        }
        for (int i = 0; i < 4; i++) { // sin 3a = 3 sin a − 4 sin³ a
            BigDecimal cube = sum.multiply(sum, context).multiply(sum, context);
            sum = sum.multiply(BigDecimal.valueOf(3), context)
                    .subtract(cube.multiply(BigDecimal.valueOf(4), context), context);
        }
        return sum;
    }

    BigDecimal cos(BigDecimal x) {
        return sin(x.add(pi().divide(TWO, context), context));
    }

    BigDecimal arctan(BigDecimal x) {
        steps.spend(2_000);
        if (x.signum() < 0) {
            return arctan(x.negate()).negate();
        }
        if (x.compareTo(BigDecimal.ONE) > 0) {
            return pi().divide(TWO, context).subtract(arctan(BigDecimal.ONE.divide(x, context)), context);
        }
        BigDecimal small = x;
        for (int i = 0; i < 3; i++) { // arctan x = 2 arctan (x / (1 + sqrt(1 + x²)))
            BigDecimal hypotenuse =
                    BigDecimal.ONE.add(small.multiply(small, context), context).sqrt(context);
            small = small.divide(BigDecimal.ONE.add(hypotenuse, context), context);
        }
        return arctanSeries(small).multiply(BigDecimal.valueOf(8), context);
    }

    private BigDecimal arctanSeries(BigDecimal x) {
        BigDecimal square = x.multiply(x, context).negate();
        BigDecimal power = x;
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal tiny = tiny();
        for (int n = 1; power.abs().compareTo(tiny) > 0; n += 2) {
            steps.spend(TERM);
            sum = sum.add(power.divide(BigDecimal.valueOf(n), context), context);
            power = power.multiply(square, context);
        }
        return sum;
    }

    BigDecimal arcsin(BigDecimal x) {
        BigDecimal rest = BigDecimal.ONE.subtract(x.multiply(x, context), context);
        if (rest.signum() < 0) {
            throw new ArithmeticException("an arc sine beyond 1");
        }
        if (rest.signum() == 0) {
            BigDecimal right = pi().divide(TWO, context);
            return x.signum() < 0 ? right.negate() : right;
        }
        return arctan(x.divide(rest.sqrt(context), context));
    }

    /** The real root; of negative numbers only of odd degree. */
    BigDecimal root(BigDecimal x, int degree) {
        steps.spend(1_000);
        if (degree < 1 || x.signum() < 0 && degree % 2 == 0) {
            throw new ArithmeticException("a root that is not real");
        }
        if (degree == 1 || x.signum() == 0) {
            return x;
        }
        if (degree == 2) {
            return x.sqrt(context);
        }
        BigDecimal size = exp(ln(x.abs()).divide(BigDecimal.valueOf(degree), context));
        return x.signum() < 0 ? size.negate() : size;
    }

    BigDecimal power(BigDecimal base, int exponent) {
        return power(base, BigDecimal.valueOf(exponent));
    }

    /** @throws ArithmeticException for a negative base with an exponent that is not whole */
    BigDecimal power(BigDecimal base, BigDecimal exponent) {
        steps.spend(1_000);
        boolean whole = exponent.signum() == 0 || exponent.stripTrailingZeros().scale() <= 0;
        if (whole && exponent.precision() - exponent.scale() <= 5) {
            int n = exponent.intValueExact();
            if (n < 0 && base.signum() == 0) {
                throw new ArithmeticException("division by zero");
            }
            if (base.signum() != 0
                    && BigInteger.valueOf(Math.abs(n))
                                    .multiply(BigInteger.valueOf(Math.abs((long) base.precision() - base.scale()) + 1))
                                    .bitLength()
                            > 20) {
                throw new TooCostly("a power beyond 10^1000000");
            }
            return base.pow(n, context);
        }
        if (base.signum() <= 0) {
            if (base.signum() == 0 && exponent.signum() > 0) {
                return BigDecimal.ZERO;
            }
            throw new ArithmeticException("a power that is not real");
        }
        return exp(ln(base).multiply(exponent, context));
    }
}
