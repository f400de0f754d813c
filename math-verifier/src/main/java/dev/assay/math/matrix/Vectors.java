package dev.assay.math.matrix;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.parse.Expr.Num;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code 3\mathbf{i} - 4\mathbf{j}} as the vector that it is. */
public final class Vectors {
    private static final String HAT = "\u0302";

    private Vectors() {}

    /**
     * The components, where an expression is a sum of multiples of unit vectors. Plain letters i, j and k are such
     * beside a tuple or a column only.
     */
    public static Optional<Expr> tuple(Expr expr, Expr other) {
        boolean marked = uses(expr, HAT);
        if (!marked && !(isVector(other) && uses(expr, ""))) {
            return Optional.empty();
        }
        List<List<Expr>> components = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (!collect(expr, false, marked ? HAT : "", components)) {
            return Optional.empty();
        }
        boolean flat = components.get(2).isEmpty() && !hasThree(other) && !usesThird(other);
        return Optional.of(new Expr.Tuple(
                components.subList(0, flat ? 2 : 3).stream().map(Vectors::sum).toList(), false));
    }

    private static boolean isVector(Expr expr) {
        return expr instanceof Expr.Tuple
                || expr instanceof Expr.Matrix
                || expr instanceof Expr.Interval(Expr _, boolean lowOpen, Expr _, boolean highOpen)
                        && !lowOpen
                        && !highOpen;
    }

    private static boolean hasThree(Expr other) {
        return isVector(other) && other.children().size() == 3;
    }

    private static boolean usesThird(Expr other) {
        return other instanceof Expr.Symbol(String name) && name.equals("k" + HAT)
                || other.children().stream().anyMatch(Vectors::usesThird);
    }

    private static Expr sum(List<Expr> terms) {
        return terms.isEmpty() ? new Num(Rational.ZERO) : terms.size() == 1 ? terms.getFirst() : new Expr.Sum(terms);
    }

    private static boolean uses(Expr expr, String mark) {
        return unit(expr, mark) >= 0 || expr.children().stream().anyMatch(child -> uses(child, mark));
    }

    /** Which unit vector it is, from 0; negative where it is none. */
    private static int unit(Expr expr, String mark) {
        return switch (expr) {
            case Expr.Symbol(String name)
            when name.length() == 1 + mark.length() && name.endsWith(mark) -> "ijk".indexOf(name.charAt(0));
            case Constant constant -> mark.isEmpty() && constant == Constant.I ? 0 : -1;
            case Expr _ -> -1;
        };
    }

    private static boolean collect(Expr expr, boolean negative, String mark, List<List<Expr>> into) {
        switch (expr) {
            case Expr.Sum(List<Expr> terms) -> {
                return terms.stream().allMatch(term -> collect(term, negative, mark, into));
            }
            case Expr.Negation(Expr of) -> {
                return collect(of, !negative, mark, into);
            }
            case Expr.Product(List<Expr> factors) -> {
                int unit = unit(factors.getLast(), mark);
                List<Expr> rest = factors.subList(0, factors.size() - 1);
                if (unit < 0 || rest.stream().anyMatch(factor -> uses(factor, mark))) {
                    return false;
                }
                add(into.get(unit), rest.size() == 1 ? rest.getFirst() : new Expr.Product(rest), negative);
                return true;
            }
            case Expr _ -> {
                int unit = unit(expr, mark);
                if (unit >= 0) {
                    add(into.get(unit), new Num(Rational.ONE), negative);
                }
                return unit >= 0;
            }
        }
    }

    private static void add(List<Expr> terms, Expr term, boolean negative) {
        terms.add(negative ? new Expr.Negation(term) : term);
    }
}
