package dev.assay.math.numeric;

import dev.assay.math.ball.Ball;
import dev.assay.math.ball.Box;
import dev.assay.math.ball.Field;
import dev.assay.math.ball.Uncertain;
import dev.assay.math.calculus.Calculus;
import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates an expression to a certified number, at given values of its variables. */
final class Numeric {
    /** The most terms of a sum or product over whole numbers. */
    private static final int MAX_TERMS = 2_000;

    private final Field field;
    private final Map<String, Box> variables = new HashMap<>();
    private final Steps steps;

    Numeric(Field field, Map<String, Rational> variables, Steps steps) {
        this.field = field;
        this.steps = steps;
        variables.forEach((name, value) -> this.variables.put(name, field.of(value)));
    }

    /**
     * The value.
     *
     * @throws ArithmeticException where it is undefined, or not real though everything is
     * @throws Uncertain where more digits are needed
     * @throws NoNormalForm where there is nothing to evaluate
     */
    Box of(Expr expr) {
        steps.spend(40);
        return switch (expr) {
            case Expr.Num(Rational number) -> field.of(number);
            case Constant.PI -> field.pi();
            case Constant.E -> field.exp(Box.ONE);
            case Constant.I -> Box.I;
            case Constant _ -> throw new NoNormalForm("no number");
            case Expr.Symbol(String name) -> {
                Box known = variables.get(name);
                if (known == null) {
                    throw new NoNormalForm("the variable " + name);
                }
                yield known;
            }
            case Expr.Sum(List<Expr> terms) -> {
                Box sum = Box.ZERO;
                for (Expr term : terms) {
                    sum = field.add(sum, of(term));
                }
                yield sum;
            }
            case Expr.Product(List<Expr> factors) -> {
                Box product = Box.ONE;
                for (Expr factor : factors) {
                    product = field.multiply(product, of(factor));
                }
                yield product;
            }
            case Expr.Negation(Expr of) -> of(of).negate();
            case Expr.Quotient(Expr top, Expr bottom) -> field.divide(of(top), of(bottom));
            case Expr.Power(Expr base, Expr exponent) -> power(of(base), exponent);
            case Expr.Root(Expr radicand, Expr degree) -> {
                BigInteger n = whole(of(degree));
                yield n.signum() > 0 && n.bitLength() < 12 ? root(of(radicand), n.intValue()) : undefined();
            }
            case Expr.Factorial(Expr of) -> {
                Rational n = Rational.of(whole(of(of)));
                yield field.of(n.factorial(steps));
            }
            case Expr.Percent(Expr of) -> field.divide(of(of), Box.of(Ball.of(100)));
            case Expr.Degrees(Expr of) -> field.divide(field.multiply(of(of), field.pi()), Box.of(Ball.of(180)));
            case Expr.Call(String function, List<Expr> arguments) -> call(function, arguments);
            case Expr.Iterated iterated -> iterated(iterated);
            case Expr.Derivative derivative -> of(Calculus.derivative(derivative, steps));
            case Expr.Text _,
                    Expr.PlusMinus _,
                    Expr.MinusPlus _,
                    Expr.Piecewise _,
                    Expr.Logic _,
                    Expr.Not _,
                    Expr.SetBuilder _,
                    Expr.Complement _,
                    Expr.Date _,
                    Expr.Clock _,
                    Expr.Integral _,
                    Expr.Antiderivative _,
                    Expr.Limit _,
                    Expr.Measure _,
                    Expr.Ratio _,
                    Expr.Relation _,
                    Expr.Tuple _,
                    Expr.SetOf _,
                    Expr.Listing _,
                    Expr.Interval _,
                    Expr.SetOperation _,
                    Expr.Matrix _ -> throw new NoNormalForm("no number");
        };
    }

    private static Box undefined() {
        throw new ArithmeticException("not defined here");
    }

    private static BigInteger whole(Box value) {
        if (!value.isReal() || !value.re().isInteger()) {
            throw new ArithmeticException("defined for whole numbers only");
        }
        return value.re().floor();
    }

    private Box iterated(Expr.Iterated of) {
        BigInteger low = whole(of(of.low()));
        BigInteger high = whole(of(of.high()));
        boolean sum = of.operator() == Expr.IteratedOperator.SUM;
        BigInteger terms = high.subtract(low).add(BigInteger.ONE);
        if (terms.bitLength() > 31 || terms.intValue() > MAX_TERMS) {
            throw new NoNormalForm("a sum of many terms");
        }
        Optional<Box> hidden = Optional.ofNullable(variables.get(of.index()));
        Box total = sum ? Box.ZERO : Box.ONE;
        for (BigInteger i = low; i.compareTo(high) <= 0; i = i.add(BigInteger.ONE)) {
            variables.put(of.index(), Box.of(Ball.of(i)));
            Box term = of(of.term());
            total = sum ? field.add(total, term) : field.multiply(total, term);
        }
        variables.remove(of.index());
        hidden.ifPresent(before -> variables.put(of.index(), before));
        return total;
    }

    private Box power(Box base, Expr exponent) {
        Optional<Rational> fraction = fraction(exponent)
                .filter(value -> !value.isInteger()
                        && value.denominator().bitLength() < 12
                        && value.numerator().bitLength() < 32);
        return fraction.isPresent()
                ? field.power(
                        root(base, fraction.get().denominator().intValue()),
                        fraction.get().numerator())
                : field.power(base, of(exponent));
    }

    private Box root(Box of, int degree) {
        return degree == 1 ? of : field.root(of, degree);
    }

    /** A rational number that is written as one. */
    private Optional<Rational> fraction(Expr expr) {
        return switch (expr) {
            case Expr.Num(Rational value) -> Optional.of(value);
            case Expr.Negation(Expr of) -> fraction(of).map(Rational::negate);
            case Expr.Quotient(Expr top, Expr bottom) -> {
                Optional<Rational> numerator = fraction(top);
                Optional<Rational> denominator = fraction(bottom).filter(value -> !value.isZero());
                yield numerator.isPresent() && denominator.isPresent()
                        ? Optional.of(numerator.get().dividedBy(denominator.get(), steps))
                        : Optional.empty();
            }
            case Expr _ -> Optional.empty();
        };
    }

    private Box call(String function, List<Expr> arguments) {
        Box x = of(arguments.getFirst());
        if (arguments.size() > 1) {
            return several(function, arguments, x);
        }
        return switch (function) {
            case "sin" -> field.sin(x);
            case "cos" -> field.cos(x);
            case "tan" -> field.divide(field.sin(x), field.cos(x));
            case "cot" -> field.divide(field.cos(x), field.sin(x));
            case "sec" -> field.divide(Box.ONE, field.cos(x));
            case "csc" -> field.divide(Box.ONE, field.sin(x));
            case "exp" -> field.exp(x);
            case "ln" -> field.ln(x);
            case "lg" -> field.divide(field.ln(x), field.ln(Box.of(Ball.of(10))));
            case "abs" -> field.abs(x);
            case "arctan" -> field.arctan(x);
            case "arcsin" -> field.arcsin(x);
            case "arccos" -> field.subtract(field.divide(field.pi(), Box.of(Ball.of(2))), field.arcsin(x));
            case "sinh" -> field.sinh(x);
            case "cosh" -> field.cosh(x);
            case "tanh" -> field.divide(field.sinh(x), field.cosh(x));
            case "coth" -> field.divide(field.cosh(x), field.sinh(x));
            case "arsinh", "arcsinh" -> field.ln(field.add(x, field.sqrt(field.add(field.multiply(x, x), Box.ONE))));
            case "artanh", "arctanh" ->
                field.divide(
                        field.ln(field.divide(field.add(Box.ONE, x), field.subtract(Box.ONE, x))), Box.of(Ball.of(2)));
            case "floor" -> Box.of(Ball.of(real(x).floor()));
            case "ceil" -> Box.of(Ball.of(real(x.negate()).floor().negate()));
            default -> throw new NoNormalForm("the function " + function);
        };
    }

    private static Ball real(Box value) {
        if (!value.isReal()) {
            throw new ArithmeticException("defined for real numbers only");
        }
        return value.re();
    }

    private Box several(String function, List<Expr> arguments, Box x) {
        List<Box> values = arguments.stream().map(this::of).toList();
        return switch (function) {
            case "log" -> arguments.size() == 2 ? field.divide(field.ln(x), field.ln(values.get(1))) : undefined();
            case "max", "min" -> {
                Box best = x;
                for (Box value : values) {
                    Ball difference = real(field.subtract(value, best));
                    if (difference.touchesZero() && !difference.isZero()) {
                        throw new Uncertain("which is larger");
                    }
                    best = difference.isPositive() == function.equals("max") ? value : best;
                }
                yield best;
            }
            case "gcd", "lcm" -> {
                BigInteger total = whole(x).abs();
                for (Box value : values) {
                    BigInteger next = whole(value).abs();
                    BigInteger common = total.gcd(next);
                    total = function.equals("gcd") || common.signum() == 0
                            ? common
                            : total.divide(common).multiply(next);
                }
                steps.spend(total.bitLength());
                yield Box.of(Ball.of(total));
            }
            case "binom" -> {
                BigInteger n = whole(x);
                BigInteger k = whole(values.get(1));
                if (n.signum() < 0 || k.signum() < 0 || k.bitLength() > 8) {
                    throw new NoNormalForm("a binomial coefficient of that size");
                }
                Box product = Box.ONE;
                for (int i = 0; i < k.intValue(); i++) {
                    Box factor = Box.of(Ball.of(n.subtract(BigInteger.valueOf(i))));
                    product = field.divide(field.multiply(product, factor), Box.of(Ball.of(i + 1L)));
                }
                yield product;
            }
            default -> throw new NoNormalForm("the function " + function);
        };
    }
}
