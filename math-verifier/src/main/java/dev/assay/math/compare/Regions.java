package dev.assay.math.compare;

import dev.assay.math.calculus.Bound;
import dev.assay.math.ladder.Scalars;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Operator;
import dev.assay.math.reading.Items;
import dev.assay.math.set.Order;
import dev.assay.math.set.Sets;
import dev.assay.math.set.Unordered;
import dev.assay.math.set.Variables;
import dev.assay.reward.ReasonCode;
import java.util.List;
import java.util.Optional;

/** Compares what describes sets of real numbers, however it does, by the numbers in them. */
final class Regions {
    private final Order order;

    Regions(Scalars scalars) {
        this.order = new SetOrder(scalars);
    }

    /** The finding where both sides describe sets and one of them is more than a list or an interval. */
    Optional<ReasonCode> compare(Expr reference, Expr answer) {
        if (isTruth(reference) != isTruth(answer)) {
            return inclusion(isTruth(reference) ? answer : reference)
                    .map(holds -> (isTruth(reference) ? reference : answer) == Expr.Constant.TRUE == holds
                            ? ReasonCode.EQUAL_STRUCTURAL
                            : ReasonCode.NOT_EQUAL);
        }
        if (!(isDescription(reference) && isSet(answer)) && !(isDescription(answer) && isSet(reference))) {
            return Optional.empty();
        }
        if (isStatement(reference)
                && isStatement(answer)
                && !Variables.of(reference).equals(Variables.of(answer))) {
            return Optional.empty();
        }
        Optional<ReasonCode> families = families(reference, answer);
        if (families.isPresent()) {
            return families;
        }
        try {
            Sets sets = new Sets(order);
            return Optional.of(
                    sets.read(reference).isSame(sets.read(answer), order)
                            ? ReasonCode.EQUAL_STRUCTURAL
                            : ReasonCode.NOT_EQUAL);
        } catch (Unordered | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static boolean isTruth(Expr expr) {
        return expr == Expr.Constant.TRUE || expr == Expr.Constant.FALSE;
    }

    /** Whether one set lies in another, where a relation says so of two that are known. */
    private Optional<Boolean> inclusion(Expr expr) {
        if (!(expr instanceof Expr.Relation(List<Expr> sides, List<Operator> operators))
                || operators.size() != 1
                || operators.getFirst() != Operator.SUBSET_OR_EQUAL) {
            return Optional.empty();
        }
        try {
            Expr union = new Expr.SetOperation(Expr.SetOperator.UNION, sides.get(0), sides.get(1));
            Sets sets = new Sets(order);
            return Optional.of(sets.read(union).isSame(sets.read(sides.get(1)), order));
        } catch (Unordered | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /** {@code \{2k \mid k \in \mathbb{Z}\}} beside another one, whatever the bound variable is called. */
    private static Optional<ReasonCode> families(Expr reference, Expr answer) {
        if (!(reference instanceof Expr.SetBuilder right) || !(answer instanceof Expr.SetBuilder given)) {
            return Optional.empty();
        }
        return renamed(right).equals(renamed(given)) ? Optional.of(ReasonCode.EQUAL_STRUCTURAL) : Optional.empty();
    }

    private static Expr renamed(Expr.SetBuilder set) {
        Expr result = set;
        int count = 0;
        for (String name : Variables.of(set.element())) {
            result = Bound.rename(result, name, "\u2400" + count++);
        }
        return result;
    }

    private static boolean isStatement(Expr expr) {
        return expr instanceof Expr.Relation || expr instanceof Expr.Logic || expr instanceof Expr.Not;
    }

    private static boolean isDescription(Expr expr) {
        return switch (expr) {
            case Expr.SetOperation _, Expr.SetBuilder _, Expr.Complement _ -> true;
            case Expr.Relation(List<Expr> _, List<Operator> operators) -> isInequality(operators);
            case Expr.Logic(var _, List<Expr> operands) -> operands.stream().anyMatch(Regions::isDescription);
            case Expr.Not(Expr of) -> isDescription(of);
            case Expr _ -> false;
        };
    }

    private static boolean isInequality(List<Operator> operators) {
        return operators.stream().anyMatch(operator -> switch (operator) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, NOT_EQUAL, NOT_ELEMENT_OF -> true;
            case EQUAL,
                    APPROXIMATELY,
                    ELEMENT_OF,
                    SUBSET,
                    SUBSET_OR_EQUAL,
                    CONGRUENT,
                    SIMILAR,
                    PARALLEL,
                    PERPENDICULAR -> false;
        });
    }

    private static boolean isSet(Expr expr) {
        return isDescription(expr)
                || expr instanceof Expr.Interval
                || expr instanceof Expr.SetOf
                || expr instanceof Expr.Tuple(List<Expr> items, boolean square) && items.size() == 2 && !square
                || expr instanceof Expr.Constant && Items.isCollection(expr)
                || expr instanceof Expr.Relation(List<Expr> _, List<Operator> operators)
                        && operators.getFirst() == Operator.ELEMENT_OF;
    }
}
