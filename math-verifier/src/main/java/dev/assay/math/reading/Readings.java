package dev.assay.math.reading;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.parse.Expr.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Second readings of notations that mean one thing beside one reference and another beside the next. */
public final class Readings {
    private Readings() {}

    /**
     * {@code \log} beside the other side's {@code \ln}: in calculus it is the natural logarithm. Beside anything else
     * it stays a logarithm of a base that nobody named, which is equal to itself only.
     */
    public static Expr naturalBeside(Expr expr, Expr other) {
        return uses(expr, "log") && !uses(expr, "ln") && uses(other, "ln") && !uses(other, "log")
                ? natural(expr)
                : expr;
    }

    /** A capital I beside the other side's imaginary unit is one as well, as some computer algebra writes it. */
    public static Expr imaginaryBeside(Expr expr, Expr other) {
        Expr capital = new Expr.Symbol("I");
        return !has(other, capital) && has(other, Constant.I) && has(expr, capital) && !has(expr, Constant.I)
                ? imaginary(expr, capital)
                : expr;
    }

    private static boolean has(Expr expr, Expr leaf) {
        return expr.equals(leaf) || expr.children().stream().anyMatch(child -> has(child, leaf));
    }

    private static Expr imaginary(Expr expr, Expr capital) {
        return expr.equals(capital)
                ? Constant.I
                : expr.with(expr.children().stream()
                        .map(child -> imaginary(child, capital))
                        .toList());
    }

    private static boolean uses(Expr expr, String function) {
        return expr instanceof Expr.Call(String name, List<Expr> arguments)
                        && name.equals(function)
                        && arguments.size() == 1
                || expr.children().stream().anyMatch(child -> uses(child, function));
    }

    private static Expr natural(Expr expr) {
        Expr inside = expr.with(expr.children().stream().map(Readings::natural).toList());
        return inside instanceof Expr.Call(String name, List<Expr> arguments)
                        && name.equals("log")
                        && arguments.size() == 1
                ? new Expr.Call("ln", arguments)
                : inside;
    }

    /** {@code [[2, 1], [4, 3]]}, as programmers write a matrix; two numbers in square brackets are a row here. */
    public static Optional<Expr> matrix(Expr expr) {
        List<List<Expr>> rows = new ArrayList<>();
        for (Expr item : row(expr).orElse(List.of())) {
            Optional<List<Expr>> row = row(item);
            if (row.isEmpty()) {
                break;
            }
            rows.add(row.get());
        }
        if (!rows.isEmpty() && rows.size() == row(expr).orElse(List.of()).size()) {
            return Optional.of(new Expr.Matrix(rows));
        }
        return row(expr).map(List::of).map(Expr.Matrix::new);
    }

    private static Optional<List<Expr>> row(Expr expr) {
        return switch (expr) {
            case Expr.Tuple(List<Expr> items, boolean square) when square -> Optional.of(items);
            case Expr.Interval(Expr low, boolean lowOpen, Expr high, boolean highOpen)
            when !lowOpen && !highOpen -> Optional.of(List.of(low, high));
            case Expr _ -> Optional.empty();
        };
    }

    /** What {@code |x - c| < r} allows for a name: an interval around c, or what is outside of it. */
    static Optional<Expr> distance(Expr.Relation relation) {
        if (relation.operators().size() != 1
                || !(relation.sides().get(0) instanceof Expr.Call(String function, List<Expr> arguments))
                || !function.equals("abs")
                || !(relation.sides().get(1) instanceof Expr.Num(Rational radius))
                || radius.signum() <= 0) {
            return Optional.empty();
        }
        Optional<Expr> center = center(arguments.getFirst());
        if (center.isEmpty()) {
            return Optional.empty();
        }
        Expr bound = relation.sides().get(1);
        Expr low = new Expr.Sum(List.of(center.get(), new Expr.Negation(bound)));
        Expr high = new Expr.Sum(List.of(center.get(), bound));
        Operator operator = relation.operators().getFirst();
        return switch (operator) {
            case LESS, LESS_OR_EQUAL -> {
                boolean open = operator == Operator.LESS;
                yield Optional.of(new Expr.Interval(low, open, high, open));
            }
            case GREATER, GREATER_OR_EQUAL -> {
                boolean open = operator == Operator.GREATER;
                Expr endless = Constant.INFINITY;
                yield Optional.of(new Expr.SetOperation(
                        Expr.SetOperator.UNION,
                        new Expr.Interval(new Expr.Negation(endless), true, low, open),
                        new Expr.Interval(high, open, endless, true)));
            }
            case EQUAL,
                    APPROXIMATELY,
                    NOT_EQUAL,
                    ELEMENT_OF,
                    NOT_ELEMENT_OF,
                    SUBSET,
                    SUBSET_OR_EQUAL,
                    CONGRUENT,
                    SIMILAR,
                    PARALLEL,
                    PERPENDICULAR -> Optional.empty();
        };
    }

    private static Optional<Expr> center(Expr of) {
        if (of instanceof Expr.Symbol) {
            return Optional.of(new Expr.Num(Rational.ZERO));
        }
        return of instanceof Expr.Sum(List<Expr> terms)
                        && terms.size() == 2
                        && terms.get(0) instanceof Expr.Symbol
                        && isNumber(terms.get(1))
                ? Optional.of(new Expr.Negation(terms.get(1)))
                : Optional.empty();
    }

    /** Whether a function is known by name only: {@code f}, {@code f'}, {@code f^{-1}}. */
    public static boolean isUnknown(String function) {
        return function.length() == 1 || function.endsWith("'") || function.endsWith("^-1");
    }

    /** Whether nothing in it varies but what a sum, an integral or a limit binds itself. */
    public static boolean isNumber(Expr expr) {
        return isNumber(expr, Set.of());
    }

    private static boolean isNumber(Expr expr, Set<String> bound) {
        return switch (expr) {
            case Expr.Symbol(String name) -> bound.contains(name);
            case Expr.Text _ -> false;
            case Expr.Call(String function, List<Expr> _) when isUnknown(function) -> false;
            case Expr.Iterated(var _, String index, Expr low, Expr high, Expr term) ->
                isNumber(low, bound) && isNumber(high, bound) && isNumber(term, with(bound, index));
            case Expr.Integral(Expr integrand, String variable, Expr low, Expr high) ->
                isNumber(low, bound) && isNumber(high, bound) && isNumber(integrand, with(bound, variable));
            case Expr.Limit(Expr of, String variable, Expr at, var _) ->
                isNumber(at, bound) && isNumber(of, with(bound, variable));
            case Expr _ -> expr.children().stream().allMatch(child -> isNumber(child, bound));
        };
    }

    private static Set<String> with(Set<String> bound, String name) {
        Set<String> more = new HashSet<>(bound);
        more.add(name);
        return more;
    }
}
