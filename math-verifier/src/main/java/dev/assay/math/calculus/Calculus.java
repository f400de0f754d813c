package dev.assay.math.calculus;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Sums, products and derivatives that can be written out: the terms of the first, the rules for the last. */
public final class Calculus {
    private static final int MAX_TERMS = 1_000;
    private static final int MAX_ORDER = 6;
    private static final Expr ZERO = new Expr.Num(Rational.ZERO);
    private static final Expr ONE = new Expr.Num(Rational.ONE);

    private final String variable;
    private final Steps steps;

    private Calculus(String variable, Steps steps) {
        this.variable = variable;
        this.steps = steps;
    }

    /** Whether anything in an expression is left to computer algebra, such as an integral. */
    public static boolean isBeyond(Expr expr) {
        return switch (expr) {
            case Expr.Integral _, Expr.Antiderivative _, Expr.Limit _, Expr.Iterated _, Expr.Derivative _ -> true;
            case Expr _ -> expr.children().stream().anyMatch(Calculus::isBeyond);
        };
    }

    /**
     * The terms of a sum or product between whole numbers.
     *
     * @throws NoNormalForm where there are too many
     */
    public static List<Expr> terms(Expr.Iterated of, BigInteger low, BigInteger high, Steps steps) {
        BigInteger count = high.subtract(low).add(BigInteger.ONE);
        if (count.bitLength() > 31 || count.intValue() > MAX_TERMS) {
            throw new NoNormalForm("more than " + MAX_TERMS + " terms");
        }
        List<Expr> terms = new ArrayList<>();
        for (BigInteger i = low; i.compareTo(high) <= 0; i = i.add(BigInteger.ONE)) {
            terms.add(replaced(of.term(), of.index(), new Expr.Num(Rational.of(i)), steps));
        }
        return terms;
    }

    static Expr replaced(Expr in, String name, Expr by, Steps steps) {
        steps.spend(10);
        if (in instanceof Expr.Symbol(String found)) {
            return found.equals(name) ? by : in;
        }
        boolean bound = in instanceof Expr.Iterated(var _, String index, var _, var _, var _) && index.equals(name)
                || in instanceof Expr.Integral(var _, String variable, var _, var _) && variable.equals(name)
                || in instanceof Expr.Antiderivative(var _, String variable) && variable.equals(name)
                || in instanceof Expr.Limit(var _, String variable, var _, var _) && variable.equals(name);
        if (bound) {
            throw new NoNormalForm("a name that is bound twice");
        }
        return in.with(in.children().stream()
                .map(child -> replaced(child, name, by, steps))
                .toList());
    }

    /**
     * A derivative by the rules.
     *
     * @throws NoNormalForm where a function without a rule is inside
     */
    public static Expr derivative(Expr.Derivative of, Steps steps) {
        if (of.order() > MAX_ORDER) {
            throw new NoNormalForm("a derivative of the order " + of.order());
        }
        Expr result = of.of();
        for (int i = 0; i < of.order(); i++) {
            result = new Calculus(of.variable(), steps).derivative(result);
        }
        return result;
    }

    private boolean isConstant(Expr expr) {
        steps.spend(5);
        return switch (expr) {
            case Expr.Symbol(String name) -> !name.equals(variable);
            case Expr _ -> expr.children().stream().allMatch(this::isConstant);
        };
    }

    private Expr derivative(Expr of) {
        steps.spend(20);
        if (isConstant(of)) {
            return ZERO;
        }
        return switch (of) {
            case Expr.Symbol _ -> ONE;
            case Expr.Sum(List<Expr> terms) ->
                new Expr.Sum(terms.stream().map(this::derivative).toList());
            case Expr.Negation(Expr inner) -> new Expr.Negation(derivative(inner));
            case Expr.Product(List<Expr> factors) -> {
                List<Expr> terms = new ArrayList<>();
                for (int i = 0; i < factors.size(); i++) {
                    if (!isConstant(factors.get(i))) {
                        List<Expr> changed = new ArrayList<>(factors);
                        changed.set(i, derivative(factors.get(i)));
                        terms.add(new Expr.Product(changed));
                    }
                }
                yield terms.size() == 1 ? terms.getFirst() : new Expr.Sum(terms);
            }
            case Expr.Quotient(Expr top, Expr bottom) ->
                isConstant(bottom)
                        ? new Expr.Quotient(derivative(top), bottom)
                        : new Expr.Quotient(
                                minus(times(derivative(top), bottom), times(top, derivative(bottom))), square(bottom));
            case Expr.Power(Expr base, Expr exponent)
            when isConstant(exponent) ->
                new Expr.Product(List.of(exponent, new Expr.Power(base, minus(exponent, ONE)), derivative(base)));
            case Expr.Power(Expr base, Expr exponent) when base == Constant.E -> times(of, derivative(exponent));
            case Expr.Power(Expr base, Expr exponent) ->
                times(of, derivative(times(exponent, new Expr.Call("ln", List.of(base)))));
            case Expr.Root(Expr radicand, Expr degree)
            when isConstant(degree) ->
                times(
                        new Expr.Quotient(of, times(degree, radicand)), // x^(1/n) / (n x)
                        derivative(radicand));
            case Expr.Percent(Expr inner) -> new Expr.Percent(derivative(inner));
            case Expr.Call(String function, List<Expr> arguments)
            when arguments.size() == 1 ->
                times(slope(function, arguments.getFirst()), derivative(arguments.getFirst()));
            case Expr.Call(String function, List<Expr> arguments)
            when function.equals("log") && arguments.size() == 2 && isConstant(arguments.get(1)) ->
                new Expr.Quotient(
                        derivative(arguments.get(0)),
                        times(arguments.get(0), new Expr.Call("ln", List.of(arguments.get(1)))));
            case Expr.Derivative inner -> derivative(derivative(inner, steps));
            case Expr _ -> throw new NoNormalForm("a derivative without a rule");
        };
    }

    /** The derivative of a function at its argument. */
    private static Expr slope(String function, Expr x) {
        return switch (function) {
            case "sin" -> new Expr.Call("cos", List.of(x));
            case "cos" -> new Expr.Negation(new Expr.Call("sin", List.of(x)));
            case "tan" -> square(new Expr.Call("sec", List.of(x)));
            case "cot" -> new Expr.Negation(square(new Expr.Call("csc", List.of(x))));
            case "sec" -> times(new Expr.Call("sec", List.of(x)), new Expr.Call("tan", List.of(x)));
            case "csc" -> new Expr.Negation(times(new Expr.Call("csc", List.of(x)), new Expr.Call("cot", List.of(x))));
            case "exp" -> new Expr.Call("exp", List.of(x));
            case "ln" -> new Expr.Quotient(ONE, x);
            case "lg" -> new Expr.Quotient(ONE, times(x, new Expr.Call("ln", List.of(new Expr.Num(Rational.of(10))))));
            case "arctan" -> new Expr.Quotient(ONE, new Expr.Sum(List.of(ONE, square(x))));
            case "arcsin" -> new Expr.Quotient(ONE, root(minus(ONE, square(x))));
            case "arccos" -> new Expr.Negation(new Expr.Quotient(ONE, root(minus(ONE, square(x)))));
            case "sinh" -> new Expr.Call("cosh", List.of(x));
            case "cosh" -> new Expr.Call("sinh", List.of(x));
            default -> throw new NoNormalForm("the derivative of " + function);
        };
    }

    private static Expr times(Expr a, Expr b) {
        return new Expr.Product(List.of(a, b));
    }

    private static Expr minus(Expr a, Expr b) {
        return new Expr.Sum(List.of(a, new Expr.Negation(b)));
    }

    private static Expr square(Expr of) {
        return new Expr.Power(of, new Expr.Num(Rational.TWO));
    }

    private static Expr root(Expr of) {
        return new Expr.Root(of, new Expr.Num(Rational.TWO));
    }
}
