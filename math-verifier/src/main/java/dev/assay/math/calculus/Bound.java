package dev.assay.math.calculus;

import dev.assay.math.parse.Expr;

/** Variables that a sum, an integral or a set builder binds. */
public final class Bound {
    private Bound() {}

    /** The same expression with another name for a variable, also where it is bound. */
    public static Expr rename(Expr expr, String from, String to) {
        Expr inside = expr.children().isEmpty()
                ? expr
                : expr.with(expr.children().stream()
                        .map(child -> rename(child, from, to))
                        .toList());
        return switch (inside) {
            case Expr.Symbol(String name) when name.equals(from) -> new Expr.Symbol(to);
            case Expr.Iterated(var operator, String index, Expr low, Expr high, Expr term)
            when index.equals(from) -> new Expr.Iterated(operator, to, low, high, term);
            case Expr.Integral(Expr integrand, String variable, Expr low, Expr high)
            when variable.equals(from) -> new Expr.Integral(integrand, to, low, high);
            case Expr.Limit(Expr of, String variable, Expr at, var side)
            when variable.equals(from) -> new Expr.Limit(of, to, at, side);
            case Expr other -> other;
        };
    }
}
