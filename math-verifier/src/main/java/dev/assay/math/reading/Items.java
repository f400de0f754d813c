package dev.assay.math.reading;

import dev.assay.math.parse.Expr;
import java.util.ArrayList;
import java.util.List;

/** What is inside of lists, sets, ratios, cases and double signs, as they are written. */
public final class Items {
    private Items() {}

    /** Whether it holds values instead of being one. */
    public static boolean isCollection(Expr expr) {
        return switch (expr) {
            case Expr.Tuple _,
                    Expr.SetOf _,
                    Expr.SetBuilder _,
                    Expr.Listing _,
                    Expr.Interval _,
                    Expr.SetOperation _,
                    Expr.Complement _,
                    Expr.Matrix _,
                    Expr.Ratio _ -> true;
            case Expr.Constant constant ->
                switch (constant) {
                    case EMPTY_SET, REALS, RATIONALS, INTEGERS, NATURALS, COMPLEX -> true;
                    case PI, E, I, INFINITY, TRUE, FALSE, ELLIPSIS -> false;
                };
            case Expr _ -> false;
        };
    }

    /** The single values inside; the expression itself where it is one. */
    public static List<Expr> parts(Expr expr) {
        if (isCollection(expr) || expr instanceof Expr.Relation || expr instanceof Expr.Measure) {
            return expr.children();
        }
        return Signs.hasBoth(expr) ? List.of(Signs.choose(expr, true)) : List.of(expr);
    }

    /** The branches as pairs of a value and its whole condition, so that their order does not matter. */
    public static List<Expr> branches(Expr.Piecewise piecewise) {
        List<Expr> pairs = new ArrayList<>();
        List<Expr> before = new ArrayList<>();
        for (Expr.Branch branch : piecewise.branches()) {
            Expr condition = branch.condition();
            if (condition == Expr.Constant.TRUE && !before.isEmpty()) {
                condition = new Expr.Not(
                        before.size() == 1 ? before.getFirst() : new Expr.Logic(Expr.Connective.OR, before));
            }
            before.add(branch.condition());
            pairs.add(new Expr.Tuple(List.of(branch.value(), condition), true));
        }
        return pairs;
    }

    /** The values that a list, a set or a double sign stands for; double signs inside are written out. */
    public static List<Expr> values(Expr expr) {
        List<Expr> values = new ArrayList<>();
        List<Expr> items = expr instanceof Expr.Listing(List<Expr> list)
                ? list
                : expr instanceof Expr.SetOf(List<Expr> set) ? set : List.of(expr);
        for (Expr item : items) {
            Expr value = item instanceof Expr.Relation relation
                    ? Labels.value(relation).orElse(item)
                    : item;
            if (Signs.hasBoth(value)) {
                values.add(Signs.choose(value, true));
                values.add(Signs.choose(value, false));
            } else {
                values.add(item);
            }
        }
        return values;
    }
}
