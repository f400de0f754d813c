package dev.assay.math.reading;

import dev.assay.math.parse.Expr;

/** Writes {@code a \pm b} out as the two values that it stands for. */
public final class Signs {
    private Signs() {}

    /** Whether a value has a double sign; those inside of lists and relations are their items' own. */
    public static boolean hasBoth(Expr expr) {
        return expr instanceof Expr.PlusMinus
                || expr instanceof Expr.MinusPlus
                || !Items.isCollection(expr)
                        && !(expr instanceof Expr.Relation)
                        && expr.children().stream().anyMatch(Signs::hasBoth);
    }

    /** The upper or the lower one of all double signs. */
    static Expr choose(Expr expr, boolean upper) {
        return switch (expr) {
            case Expr.PlusMinus(Expr of) -> signed(choose(of, upper), upper);
            case Expr.MinusPlus(Expr of) -> signed(choose(of, upper), !upper);
            case Expr other ->
                other.with(other.children().stream()
                        .map(child -> choose(child, upper))
                        .toList());
        };
    }

    private static Expr signed(Expr expr, boolean plus) {
        return plus ? expr : new Expr.Negation(expr);
    }
}
