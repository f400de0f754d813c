package dev.assay.math.numeric;

import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far from zero an algebraic number is at least, where it is not zero (Burnikel, Fleischer, Mehlhorn, Schirra, "A
 * strong and easily computable separation bound for arithmetic expressions involving radicals", 2000). Every value is
 * taken as a quotient of algebraic integers; the conjugates of the numerator are at most {@code 2^above}, those of the
 * denominator at most {@code 2^below}, and all lie in a field of a degree that is the product of all roots. As the
 * product of all conjugates of an algebraic integer is a whole number, the value is zero or at least
 * {@code 2^-(above·(degree-1)+below)}. Sines and cosines of rational multiples of π are such numbers too: halves of
 * sums of roots of unity.
 */
final class Separation {
    private static final int MAX_ORDER = 2_000;

    private final Steps steps;

    /** Each root is adjoined once, however often it is written. */
    private final Set<Expr> roots = new HashSet<>();

    private long degree = 1;

    /** Of the roots of unity; a multiple of four, so that it has the imaginary unit. */
    private long order = 1;

    private Separation(Steps steps) {
        this.steps = steps;
    }

    private record Bound(long above, long below) {}

    /**
     * How many bits after the binary point decide whether a closed form is zero.
     *
     * @return nothing where it is not known to be algebraic, or where the bound is beyond use
     */
    static Optional<Integer> bits(Expr of, Steps steps) {
        Separation separation = new Separation(steps);
        try {
            Bound bound = separation.bound(of);
            long field = Math.multiplyExact(separation.degree, totient(separation.order));
            long bits = Math.addExact(Math.multiplyExact(bound.above, field - 1), bound.below);
            return bits < 20_000 ? Optional.of((int) bits) : Optional.empty();
        } catch (NoNormalForm | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static long totient(long of) {
        long result = of;
        long rest = of;
        for (long p = 2; p * p <= rest; p++) {
            if (rest % p == 0) {
                result -= result / p;
                while (rest % p == 0) {
                    rest /= p;
                }
            }
        }
        return rest > 1 ? result - result / rest : result;
    }

    private Bound bound(Expr of) {
        steps.spend(20);
        return switch (of) {
            case Expr.Num(Rational value) ->
                new Bound(value.numerator().bitLength(), value.denominator().bitLength());
            case Constant.I -> {
                adjoin(4);
                yield new Bound(0, 0);
            }
            case Expr.Sum(List<Expr> terms) -> {
                Bound sum = new Bound(0, 0);
                boolean first = true;
                for (Expr term : terms) {
                    Bound next = bound(term);
                    sum = first ? next : sum(sum, next);
                    first = false;
                }
                yield sum;
            }
            case Expr.Product(List<Expr> factors) -> {
                Bound product = new Bound(0, 0);
                for (Expr factor : factors) {
                    Bound next = bound(factor);
                    product = new Bound(product.above + next.above, product.below + next.below);
                }
                yield product;
            }
            case Expr.Negation(Expr inner) -> bound(inner);
            case Expr.Percent(Expr inner) -> {
                Bound bound = bound(inner);
                yield new Bound(bound.above, bound.below + 7);
            }
            case Expr.Quotient(Expr top, Expr bottom) -> {
                Bound numerator = bound(top);
                Bound denominator = bound(bottom);
                yield new Bound(numerator.above + denominator.below, numerator.below + denominator.above);
            }
            case Expr.Root(Expr radicand, Expr.Num(Rational n)) -> root(of, radicand, n);
            case Expr.Power(Expr base, Expr exponent) -> power(base, exponent);
            case Expr.Call(String function, List<Expr> arguments)
            when arguments.size() == 1 -> circle(function, arguments.getFirst());
            case Expr _ -> throw new NoNormalForm("no algebraic number");
        };
    }

    private static Bound sum(Bound a, Bound b) {
        return new Bound(Math.max(a.above + b.below, b.above + a.below) + 1, a.below + b.below);
    }

    private Bound root(Expr written, Expr radicand, Rational n) {
        if (!n.isInteger() || n.signum() <= 0 || n.numerator().bitLength() > 6) {
            throw new NoNormalForm("a root of that degree");
        }
        int k = n.numerator().intValue();
        Bound inside = bound(radicand);
        if (roots.add(written)) {
            degree = Math.multiplyExact(degree, k);
        }
        return new Bound(Math.ceilDiv(inside.above + (k - 1L) * inside.below, k), inside.below);
    }

    private Bound power(Expr base, Expr exponent) {
        Rational value = rational(exponent);
        if (value.numerator().bitLength() > 10) {
            throw new NoNormalForm("a power of that size");
        }
        Bound bound = value.isInteger()
                ? bound(base)
                : root(
                        new Expr.Root(base, new Expr.Num(Rational.of(value.denominator()))),
                        base,
                        Rational.of(value.denominator()));
        long times = value.numerator().abs().longValue();
        return value.signum() < 0
                ? new Bound(bound.below * times, bound.above * times)
                : new Bound(bound.above * times, bound.below * times);
    }

    /** Twice a sine or cosine is a sum of two roots of unity. */
    private Bound circle(String function, Expr angle) {
        long turn = turns(angle).multiply(BigInteger.TWO).longValueExact(); // a part of the whole circle
        adjoin(Math.multiplyExact(4, turn));
        return switch (function) {
            case "sin", "cos", "tan", "cot" -> new Bound(1, 1);
            case "sec", "csc" -> new Bound(1, 1);
            default -> throw new NoNormalForm("no algebraic number");
        };
    }

    private void adjoin(long root) {
        long common = BigInteger.valueOf(order).gcd(BigInteger.valueOf(root)).longValue();
        order = Math.multiplyExact(order / common, root);
        if (order > MAX_ORDER) {
            throw new NoNormalForm("a root of unity of the order " + order);
        }
    }

    /** The denominator of a rational multiple of π. */
    private BigInteger turns(Expr angle) {
        return switch (angle) {
            case Constant.PI -> BigInteger.ONE;
            case Expr.Num(Rational value) when value.isZero() -> BigInteger.ONE;
            case Expr.Negation(Expr of) -> turns(of);
            case Expr.Degrees(Expr of) ->
                rational(of).dividedBy(Rational.of(180), steps).denominator();
            case Expr.Quotient(Expr top, Expr bottom) -> {
                Rational by = rational(bottom);
                yield turns(top).multiply(by.numerator().abs());
            }
            case Expr.Product(List<Expr> factors) -> {
                BigInteger denominator = BigInteger.ONE;
                int angles = 0;
                for (Expr factor : factors) {
                    boolean number = isRational(factor);
                    angles += number ? 0 : 1;
                    denominator = denominator.multiply(number ? rational(factor).denominator() : turns(factor));
                }
                if (angles != 1) {
                    throw new NoNormalForm("an angle");
                }
                yield denominator;
            }
            case Expr.Sum(List<Expr> terms) -> {
                BigInteger denominator = BigInteger.ONE;
                for (Expr term : terms) {
                    denominator = denominator.multiply(turns(term));
                }
                yield denominator;
            }
            case Expr _ -> throw new NoNormalForm("an angle");
        };
    }

    private static boolean isRational(Expr expr) {
        return switch (expr) {
            case Expr.Num _ -> true;
            case Expr.Negation(Expr of) -> isRational(of);
            case Expr.Quotient(Expr top, Expr bottom) -> isRational(top) && isRational(bottom);
            case Expr _ -> false;
        };
    }

    private Rational rational(Expr expr) {
        return switch (expr) {
            case Expr.Num(Rational value) -> value;
            case Expr.Negation(Expr of) -> rational(of).negate();
            case Expr.Quotient(Expr top, Expr bottom) -> rational(top).dividedBy(rational(bottom), steps);
            case Expr _ -> throw new NoNormalForm("no rational number");
        };
    }
}
