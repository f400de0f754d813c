package dev.assay.math.compare;

import dev.assay.math.parse.Expr;
import java.util.List;

/** Writes {@code a \pm b} out as the two values that it stands for. */
final class Signs {
    private Signs() {}

    /** Whether a value has a double sign; those inside of lists and relations are their items' own. */
    static boolean hasBoth(Expr expr) {
        return expr instanceof Expr.PlusMinus
                || !Lists.isCollection(expr)
                        && !(expr instanceof Expr.Relation)
                        && expr.children().stream().anyMatch(Signs::hasBoth);
    }

    static Expr choose(Expr expr, boolean plus) {
        return switch (expr) {
            case Expr.PlusMinus(Expr of) -> plus ? of : new Expr.Negation(of);
            case Expr.Sum(List<Expr> terms) ->
                new Expr.Sum(terms.stream().map(term -> choose(term, plus)).toList());
            case Expr.Product(List<Expr> factors) ->
                new Expr.Product(
                        factors.stream().map(factor -> choose(factor, plus)).toList());
            case Expr.Negation(Expr of) -> new Expr.Negation(choose(of, plus));
            case Expr.Quotient(Expr top, Expr bottom) -> new Expr.Quotient(choose(top, plus), choose(bottom, plus));
            case Expr.Measure(Expr value, String unit) -> new Expr.Measure(choose(value, plus), unit);
            case Expr.Degrees(Expr of) -> new Expr.Degrees(choose(of, plus));
            case Expr.Power(Expr base, Expr exponent) -> new Expr.Power(choose(base, plus), choose(exponent, plus));
            case Expr.Root(Expr radicand, Expr degree) -> new Expr.Root(choose(radicand, plus), degree);
            case Expr.Call(String function, List<Expr> arguments) ->
                new Expr.Call(
                        function,
                        arguments.stream()
                                .map(argument -> choose(argument, plus))
                                .toList());
            case Expr other -> other;
        };
    }
}
