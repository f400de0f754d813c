package dev.assay.math.compare;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** Evaluates a real expression to a given number of digits, at given values of its variables. */
final class Numeric {
    private final Map<String, BigDecimal> variables;
    private final Steps steps;
    private final Functions functions;
    private final MathContext context;

    Numeric(int digits, Map<String, BigDecimal> variables, Steps steps) {
        this.context = new MathContext(digits + 10, RoundingMode.HALF_EVEN);
        this.variables = variables;
        this.steps = steps;
        this.functions = new Functions(context, steps);
    }

    /**
     * The value.
     *
     * @throws ArithmeticException where it is undefined, not real or out of range
     * @throws NoNormalForm where there is nothing to evaluate
     */
    BigDecimal of(Expr expr) {
        steps.spend(200);
        BigDecimal value = switch (expr) {
            case Expr.Num(Rational number) ->
                new BigDecimal(number.numerator()).divide(new BigDecimal(number.denominator()), context);
            case Constant.PI -> functions.pi();
            case Constant.E -> functions.exp(BigDecimal.ONE);
            case Constant _ -> throw new NoNormalForm("no real number");
            case Expr.Symbol(String name) -> {
                BigDecimal known = variables.get(name);
                if (known == null) {
                    throw new NoNormalForm("the variable " + name);
                }
                yield known;
            }
            case Expr.Sum(List<Expr> terms) -> {
                BigDecimal sum = BigDecimal.ZERO;
                for (Expr term : terms) {
                    sum = sum.add(of(term), context);
                }
                yield sum;
            }
            case Expr.Product(List<Expr> factors) -> {
                BigDecimal product = BigDecimal.ONE;
                for (Expr factor : factors) {
                    product = product.multiply(of(factor), context);
                }
                yield product;
            }
            case Expr.Negation(Expr of) -> of(of).negate();
            case Expr.Quotient(Expr top, Expr bottom) -> of(top).divide(of(bottom), context);
            case Expr.Power(Expr base, Expr exponent) -> power(of(base), exponent);
            case Expr.Root(Expr radicand, Expr degree) ->
                functions.root(of(radicand), of(degree).intValueExact());
            case Expr.Factorial(Expr of) -> {
                BigInteger n = of(of).toBigIntegerExact();
                yield new BigDecimal(Rational.of(n).factorial(steps).numerator(), context);
            }
            case Expr.Percent(Expr of) -> of(of).movePointLeft(2);
            case Expr.Degrees(Expr of) -> radians(of(of));
            case Expr.Call(String function, List<Expr> arguments) -> call(function, arguments);
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
                    Expr.Iterated _,
                    Expr.Integral _,
                    Expr.Antiderivative _,
                    Expr.Limit _,
                    Expr.Derivative _,
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
        if (value.signum() != 0 && Math.abs((long) value.precision() - value.scale()) > 100_000) {
            throw new TooCostly("a value beyond 10^100000");
        }
        return value;
    }

    private BigDecimal radians(BigDecimal degrees) {
        return degrees.multiply(functions.pi(), context).divide(BigDecimal.valueOf(180), context);
    }

    private BigDecimal power(BigDecimal base, Expr exponent) {
        if (exponent instanceof Expr.Quotient(Expr.Num(Rational p), Expr.Num(Rational q))
                && p.isInteger()
                && q.isInteger()
                && q.signum() > 0
                && q.numerator().bitLength() < 8
                && p.numerator().bitLength() < 16) {
            return functions.power(
                    functions.root(base, q.numerator().intValue()),
                    p.numerator().intValue());
        }
        return functions.power(base, of(exponent));
    }

    private BigDecimal call(String function, List<Expr> arguments) {
        BigDecimal x = of(arguments.getFirst());
        if (arguments.size() == 2) {
            BigDecimal y = of(arguments.get(1));
            return switch (function) {
                case "log" -> functions.ln(x).divide(functions.ln(y), context);
                default -> throw new NoNormalForm("the function " + function);
            };
        }
        return switch (function) {
            case "sin" -> functions.sin(x);
            case "cos" -> functions.cos(x);
            case "tan" -> functions.sin(x).divide(functions.cos(x), context);
            case "cot" -> functions.cos(x).divide(functions.sin(x), context);
            case "sec" -> BigDecimal.ONE.divide(functions.cos(x), context);
            case "csc" -> BigDecimal.ONE.divide(functions.sin(x), context);
            case "exp" -> functions.exp(x);
            case "ln" -> functions.ln(x);
            case "lg" -> functions.ln(x).divide(functions.ln(BigDecimal.TEN), context);
            case "abs" -> x.abs();
            case "arctan" -> functions.arctan(x);
            case "arcsin" -> functions.arcsin(x);
            case "arccos" -> functions.pi().divide(BigDecimal.TWO, context).subtract(functions.arcsin(x), context);
            case "sinh" -> hyperbolic(x, false);
            case "cosh" -> hyperbolic(x, true);
            case "tanh" -> hyperbolic(x, false).divide(hyperbolic(x, true), context);
            default -> throw new NoNormalForm("the function " + function);
        };
    }

    private BigDecimal hyperbolic(BigDecimal x, boolean cosine) {
        BigDecimal up = functions.exp(x);
        BigDecimal down = BigDecimal.ONE.divide(up, context);
        return (cosine ? up.add(down, context) : up.subtract(down, context)).divide(BigDecimal.TWO, context);
    }
}
