package dev.assay.math.calculus;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import java.util.List;
import java.util.Optional;

/**
 * Circular and hyperbolic functions as exponentials, where their identities are identities of polynomials: two
 * expressions with the same normal form there are equal wherever both are defined.
 */
public final class Exponentials {
    private static final Expr TWO = new Expr.Num(Rational.TWO);

    private Exponentials() {}

    /** The expression in exponentials; empty where it has none of these functions. */
    public static Optional<Expr> of(Expr expr) {
        return has(expr) ? Optional.of(rewritten(expr)) : Optional.empty();
    }

    private static boolean has(Expr expr) {
        return expr instanceof Expr.Call(String function, List<Expr> arguments)
                        && arguments.size() == 1
                        && isKnown(function)
                || expr.children().stream().anyMatch(Exponentials::has);
    }

    private static boolean isKnown(String function) {
        return switch (function) {
            case "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth" -> true;
            default -> false;
        };
    }

    private static Expr rewritten(Expr expr) {
        List<Expr> parts = expr.children();
        Expr inside = parts.isEmpty()
                ? expr
                : expr.with(parts.stream().map(Exponentials::rewritten).toList());
        return inside instanceof Expr.Call(String function, List<Expr> arguments) && arguments.size() == 1
                ? call(function, arguments.getFirst(), inside)
                : inside;
    }

    private static Expr call(String function, Expr x, Expr otherwise) {
        Expr turned = new Expr.Product(List.of(Constant.I, x));
        return switch (function) {
            case "sin" -> new Expr.Quotient(odd(turned), new Expr.Product(List.of(TWO, Constant.I)));
            case "cos" -> new Expr.Quotient(even(turned), TWO);
            case "tan" -> new Expr.Quotient(odd(turned), new Expr.Product(List.of(Constant.I, even(turned))));
            case "cot" -> new Expr.Quotient(new Expr.Product(List.of(Constant.I, even(turned))), odd(turned));
            case "sec" -> new Expr.Quotient(TWO, even(turned));
            case "csc" -> new Expr.Quotient(new Expr.Product(List.of(TWO, Constant.I)), odd(turned));
            case "sinh" -> new Expr.Quotient(odd(x), TWO);
            case "cosh" -> new Expr.Quotient(even(x), TWO);
            case "tanh" -> new Expr.Quotient(odd(x), even(x));
            case "coth" -> new Expr.Quotient(even(x), odd(x));
            default -> otherwise;
        };
    }

    private static Expr even(Expr x) {
        return new Expr.Sum(List.of(power(x), power(new Expr.Negation(x))));
    }

    private static Expr odd(Expr x) {
        return new Expr.Sum(List.of(power(x), new Expr.Negation(power(new Expr.Negation(x)))));
    }

    private static Expr power(Expr exponent) {
        return new Expr.Power(Constant.E, exponent);
    }
}
