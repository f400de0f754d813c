package dev.assay.math.compare;

import dev.assay.math.parse.Expr;
import java.util.List;

/** Writes {@code a \pm b} out as the two values that it stands for. */
final class Signs {
    private Signs() {}

    static boolean hasBoth(Expr expr) {
        return switch (expr) {
            case Expr.PlusMinus _ -> true;
            case Expr.Sum(List<Expr> terms) -> terms.stream().anyMatch(Signs::hasBoth);
            case Expr.Product(List<Expr> factors) -> factors.stream().anyMatch(Signs::hasBoth);
            case Expr.Negation(Expr of) -> hasBoth(of);
            case Expr.Quotient(Expr top, Expr bottom) -> hasBoth(top) || hasBoth(bottom);
            case Expr.Measure(Expr value, String _) -> hasBoth(value);
            case Expr.Degrees(Expr of) -> hasBoth(of);
            default -> false;
        };
    }

    static Expr choose(Expr expr, boolean plus) {
        return switch (expr) {
            case Expr.PlusMinus(Expr of) -> plus ? of : new Expr.Negation(of);
            case Expr.Sum(List<Expr> terms) ->
                new Expr.Sum(terms.stream().map(term -> choose(term, plus)).toList());
            case Expr.Product(List<Expr> factors) ->
                new Expr.Product(factors.stream().map(factor -> choose(factor, plus)).toList());
            case Expr.Negation(Expr of) -> new Expr.Negation(choose(of, plus));
            case Expr.Quotient(Expr top, Expr bottom) -> new Expr.Quotient(choose(top, plus), choose(bottom, plus));
            case Expr.Measure(Expr value, String unit) -> new Expr.Measure(choose(value, plus), unit);
            case Expr.Degrees(Expr of) -> new Expr.Degrees(choose(of, plus));
            default -> expr;
        };
    }
}
