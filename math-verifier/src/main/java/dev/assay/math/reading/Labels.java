package dev.assay.math.reading;

import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Operator;
import java.util.List;
import java.util.Optional;

/**
 * Takes a value out of what only names it: {@code x = 5}, {@code f(x) = 2x}, {@code x \in [0, 1)}, {@code 0 < x < 1}.
 */
public final class Labels {
    private Labels() {}

    /** The value that a relation gives to a name; empty where it is a relation of its own. */
    public static Optional<Expr> value(Expr.Relation relation) {
        List<Operator> operators = relation.operators();
        List<Expr> sides = relation.sides();
        if (!isName(sides.getFirst())) {
            return Optional.empty();
        }
        if (operators.size() == 1 && operators.getFirst() == Operator.ELEMENT_OF) {
            return Optional.of(sides.get(1));
        }
        int last = 0; // the last side that is said to be equal and not only about equal
        for (int i = 0; i < operators.size(); i++) {
            switch (operators.get(i)) {
                case EQUAL, CONGRUENT -> last = last == i ? i + 1 : last;
                case APPROXIMATELY -> last = i == 0 ? 1 : last;
                case NOT_EQUAL,
                        LESS,
                        LESS_OR_EQUAL,
                        GREATER,
                        GREATER_OR_EQUAL,
                        ELEMENT_OF,
                        NOT_ELEMENT_OF,
                        SUBSET,
                        SUBSET_OR_EQUAL,
                        SIMILAR,
                        PARALLEL,
                        PERPENDICULAR -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(sides.get(last));
    }

    /** Whether two relations name the same; {@code y} and {@code f(x)} are by custom the same. */
    public static boolean sameName(Expr.Relation relation, Expr.Relation other) {
        Expr left = relation.sides().getFirst();
        Expr right = other.sides().getFirst();
        return left.equals(right)
                || isGraph(left) && isGraph(right) && !left.getClass().equals(right.getClass());
    }

    private static boolean isGraph(Expr name) {
        return name.equals(new Expr.Symbol("y")) || name.equals(new Expr.Call("f", List.of(new Expr.Symbol("x"))));
    }

    private static boolean isName(Expr expr) {
        return switch (expr) {
            case Expr.Symbol _, Expr.Text _ -> true;
            case Expr.Constant constant -> constant == Expr.Constant.E || constant == Expr.Constant.I;
            case Expr.Product(List<Expr> factors) -> factors.stream().allMatch(Labels::isName);
            case Expr.Quotient(Expr top, Expr bottom) -> isName(top) && isName(bottom);
            case Expr.Tuple(List<Expr> items, boolean _) -> items.stream().allMatch(Labels::isName);
            case Expr.Ratio(List<Expr> parts) -> parts.stream().allMatch(Labels::isName);
            case Expr.Derivative(Expr of, String _, int _) -> isName(of);
            case Expr.Call(String function, List<Expr> arguments) ->
                Readings.isUnknown(function)
                        || function.equals("abs") && arguments.stream().allMatch(Labels::isName);
            case Expr.Num _,
                    Expr.Sum _,
                    Expr.Negation _,
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
                    Expr.Power _,
                    Expr.Root _,
                    Expr.Factorial _,
                    Expr.Percent _,
                    Expr.Degrees _,
                    Expr.Measure _,
                    Expr.Relation _,
                    Expr.SetOf _,
                    Expr.Listing _,
                    Expr.Interval _,
                    Expr.SetOperation _,
                    Expr.Matrix _ -> false;
        };
    }

    /** The interval that an inequality allows for a name, where it bounds just that. */
    public static Optional<Expr> interval(Expr.Relation relation) {
        List<Expr> sides = relation.sides();
        List<Operator> operators = relation.operators();
        Expr endless = Expr.Constant.INFINITY;
        Optional<Expr> distance = Readings.distance(relation);
        if (distance.isPresent()) {
            return distance;
        }
        if (operators.size() == 1) {
            boolean flipped = !isName(sides.get(0));
            Expr name = flipped ? sides.get(1) : sides.get(0);
            Expr bound = flipped ? sides.get(0) : sides.get(1);
            if (!isName(name)) {
                return Optional.empty();
            }
            return switch (flipped ? operators.getFirst().flipped() : operators.getFirst()) {
                case LESS -> Optional.of(new Expr.Interval(new Expr.Negation(endless), true, bound, true));
                case LESS_OR_EQUAL -> Optional.of(new Expr.Interval(new Expr.Negation(endless), true, bound, false));
                case GREATER -> Optional.of(new Expr.Interval(bound, true, endless, true));
                case GREATER_OR_EQUAL -> Optional.of(new Expr.Interval(bound, false, endless, true));
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
        if (operators.size() == 2 && isName(sides.get(1)) && !isName(sides.get(0)) && !isName(sides.get(2))) {
            Operator first = operators.get(0);
            Operator second = operators.get(1);
            if (isBelow(first) && isBelow(second)) {
                return Optional.of(
                        new Expr.Interval(sides.get(0), first == Operator.LESS, sides.get(2), second == Operator.LESS));
            }
            if (isBelow(first.flipped()) && isBelow(second.flipped())) {
                return Optional.of(new Expr.Interval(
                        sides.get(2), second == Operator.GREATER, sides.get(0), first == Operator.GREATER));
            }
        }
        return Optional.empty();
    }

    private static boolean isBelow(Operator operator) {
        return operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL;
    }
}
