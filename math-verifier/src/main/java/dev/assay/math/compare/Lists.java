package dev.assay.math.compare;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.ladder.Rungs;
import dev.assay.math.ladder.Scalars;
import dev.assay.math.parse.Expr;
import dev.assay.math.reading.Items;
import dev.assay.math.reading.Readings;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares lists, sets, tuples, intervals, unions, ratios and matrices by their parts. */
final class Lists {
    private static final int MAX_UNORDERED = 200;

    /** From so many values on they are sorted, where they are rational numbers. */
    private static final int MANY = 8;

    private final Comparer comparer;
    private final Scalars scalars;
    private final Steps steps;

    Lists(Comparer comparer, Scalars scalars, Steps steps) {
        this.comparer = comparer;
        this.scalars = scalars;
        this.steps = steps;
    }

    ReasonCode compare(Expr reference, Expr answer) {
        return switch (reference) {
            case Expr.Listing(List<Expr> _)
            when answer instanceof Expr.Listing -> unordered(Items.values(reference), Items.values(answer));
            case Expr.SetOf(List<Expr> _)
            when answer instanceof Expr.SetOf ->
                unordered(distinct(Items.values(reference)), distinct(Items.values(answer)));
            case Expr.Listing(List<Expr> _)
            when answer instanceof Expr.SetOf -> unordered(Items.values(reference), distinct(Items.values(answer)));
            case Expr.SetOf(List<Expr> _)
            when answer instanceof Expr.Listing -> unordered(distinct(Items.values(reference)), Items.values(answer));
            case Expr.Tuple(List<Expr> left, boolean square)
            when answer instanceof Expr.Tuple(List<Expr> right, boolean other) ->
                square == other ? ordered(left, right) : ReasonCode.NOT_EQUAL;
            case Expr.Tuple(List<Expr> left, boolean _)
            when answer instanceof Expr.Listing(List<Expr> right) -> ordered(left, right);
            case Expr.Listing(List<Expr> left)
            when answer instanceof Expr.Tuple(List<Expr> right, boolean _) -> ordered(left, right);
            case Expr.Tuple tuple when answer instanceof Expr.Interval interval -> intervals(open(tuple), interval);
            case Expr.Interval interval when answer instanceof Expr.Tuple tuple -> intervals(interval, open(tuple));
            case Expr.Interval left when answer instanceof Expr.Interval right -> intervals(left, right);
            case Expr.Matrix left when answer instanceof Expr.Matrix right -> matrices(left, right);
            case Expr.Matrix left
            when isVector(left) && answer instanceof Expr.Tuple(List<Expr> right, boolean _) ->
                ordered(Items.parts(left), right);
            case Expr.Tuple(List<Expr> left, boolean _)
            when answer instanceof Expr.Matrix right && isVector(right) -> ordered(left, Items.parts(right));
            case Expr.SetOperation left when answer instanceof Expr.SetOperation right -> operations(left, right);
            case Expr.SetOperation _ -> ReasonCode.UNDECIDED;
            case Expr.Ratio left when answer instanceof Expr.Ratio right -> ratios(left.parts(), right.parts());
            case Expr.Ratio(List<Expr> parts)
            when parts.size() == 2 && !Items.isCollection(answer) ->
                comparer.compare(new Expr.Quotient(parts.get(0), parts.get(1)), answer);
            case Expr _ -> mixed(reference, answer);
        };
    }

    private ReasonCode mixed(Expr reference, Expr answer) {
        if (reference instanceof Expr.Matrix left && Readings.matrix(answer).isPresent()) {
            return compare(shaped(left), shaped(Readings.matrix(answer).get()));
        }
        if (answer instanceof Expr.Matrix right && Readings.matrix(reference).isPresent()) {
            return compare(shaped(Readings.matrix(reference).get()), shaped(right));
        }
        if (reference.equals(answer)) {
            return ReasonCode.EQUAL_STRUCTURAL;
        }
        if (answer instanceof Expr.Ratio(List<Expr> parts) && parts.size() == 2 && !Items.isCollection(reference)) {
            return comparer.compare(reference, new Expr.Quotient(parts.get(0), parts.get(1)));
        }
        if (answer instanceof Expr.SetOperation) {
            return ReasonCode.UNDECIDED;
        }
        if (isReals(reference) && isLine(answer) || isReals(answer) && isLine(reference)) {
            return ReasonCode.EQUAL_STRUCTURAL;
        }
        return ReasonCode.NOT_EQUAL;
    }

    private static boolean isReals(Expr expr) {
        return expr == Expr.Constant.REALS;
    }

    private static boolean isLine(Expr expr) {
        return expr instanceof Expr.Interval(Expr low, boolean _, Expr high, boolean _)
                && low.equals(new Expr.Negation(Expr.Constant.INFINITY))
                && high == Expr.Constant.INFINITY;
    }

    private ReasonCode ordered(List<Expr> left, List<Expr> right) {
        if (left.size() != right.size()) {
            return ReasonCode.NOT_EQUAL;
        }
        ReasonCode all = ReasonCode.EQUAL_EXACT;
        for (int i = 0; i < left.size(); i++) {
            all = Rungs.all(all, comparer.compare(left.get(i), right.get(i)));
            if (all == ReasonCode.NOT_EQUAL) {
                return all;
            }
        }
        return all;
    }

    /** Whether each value has a partner of its own on the other side. */
    ReasonCode unordered(List<Expr> left, List<Expr> right) {
        if (left.size() != right.size()) {
            return ReasonCode.NOT_EQUAL;
        }
        Optional<List<Rational>> numbers = numbers(left);
        Optional<List<Rational>> others = numbers.isEmpty() ? numbers : numbers(right);
        if (others.isPresent()) {
            return numbers.equals(others) ? ReasonCode.EQUAL_EXACT : ReasonCode.NOT_EQUAL;
        }
        bounded(left);
        List<Expr> open = new ArrayList<>(right);
        ReasonCode all = ReasonCode.EQUAL_EXACT;
        for (Expr value : left) {
            ReasonCode best = ReasonCode.NOT_EQUAL;
            for (int i = 0; i < open.size(); i++) {
                ReasonCode finding = comparer.compare(value, open.get(i));
                if (Rungs.isEqual(finding)) {
                    open.remove(i);
                    best = finding;
                    break;
                }
                best = best == ReasonCode.NOT_EQUAL ? finding : best;
            }
            all = Rungs.all(all, best);
            if (all == ReasonCode.NOT_EQUAL) {
                return all;
            }
        }
        return all;
    }

    /** Many rational numbers in ascending order. */
    private Optional<List<Rational>> numbers(List<Expr> values) {
        if (values.size() < MANY) {
            return Optional.empty();
        }
        List<Rational> numbers = new ArrayList<>();
        for (Expr value : values) {
            Optional<Rational> number = scalars.rational(value);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            numbers.add(number.get());
        }
        steps.spend(50L * numbers.size());
        numbers.sort(Rational::compareTo);
        return Optional.of(numbers);
    }

    private List<Expr> distinct(List<Expr> values) {
        Optional<List<Rational>> numbers = numbers(values);
        if (numbers.isPresent()) {
            return numbers.get().stream().distinct().<Expr>map(Expr.Num::new).toList();
        }
        bounded(values);
        List<Expr> distinct = new ArrayList<>();
        for (Expr value : values) {
            if (distinct.stream().noneMatch(known -> Rungs.isEqual(comparer.compare(known, value)))) {
                distinct.add(value);
            }
        }
        return distinct;
    }

    private void bounded(List<Expr> values) {
        steps.spend(values.size());
        if (values.size() > MAX_UNORDERED) {
            throw new TooCostly("a list of " + values.size() + " values");
        }
    }

    private static Expr.Interval open(Expr.Tuple tuple) {
        List<Expr> items = tuple.items();
        return items.size() == 2 && !tuple.square()
                ? new Expr.Interval(items.get(0), true, items.get(1), true)
                : new Expr.Interval(tuple, true, tuple, true);
    }

    private ReasonCode intervals(Expr.Interval left, Expr.Interval right) {
        if (left.lowOpen() != right.lowOpen() && !isEndless(left.low())
                || left.highOpen() != right.highOpen() && !isEndless(left.high())) {
            return ReasonCode.NOT_EQUAL;
        }
        return Rungs.all(comparer.compare(left.low(), right.low()), comparer.compare(left.high(), right.high()));
    }

    private static boolean isEndless(Expr end) {
        return end == Expr.Constant.INFINITY || end instanceof Expr.Negation(Expr of) && isEndless(of);
    }

    private ReasonCode operations(Expr.SetOperation left, Expr.SetOperation right) {
        if (left.operator() != right.operator()) {
            return ReasonCode.UNDECIDED;
        }
        ReasonCode finding = left.operator() == Expr.SetOperator.DIFFERENCE
                ? Rungs.all(comparer.compare(left.left(), right.left()), comparer.compare(left.right(), right.right()))
                : unordered(flat(left, left.operator()), flat(right, right.operator()));
        // Other parts may still make the same set, such as [0,1) ∪ [1,2].
        return finding == ReasonCode.NOT_EQUAL ? ReasonCode.UNDECIDED : finding;
    }

    private static List<Expr> flat(Expr expr, Expr.SetOperator operator) {
        List<Expr> flat = new ArrayList<>();
        Expr rest = expr;
        while (rest instanceof Expr.SetOperation(var kind, Expr left, Expr right) && kind == operator) {
            add(flat, right);
            rest = left;
        }
        add(flat, rest);
        return flat;
    }

    private static void add(List<Expr> flat, Expr part) {
        if (part instanceof Expr.Tuple tuple && tuple.items().size() == 2) {
            flat.add(open(tuple));
        } else {
            flat.add(part);
        }
    }

    private ReasonCode ratios(List<Expr> left, List<Expr> right) {
        if (left.size() != right.size()) {
            return ReasonCode.NOT_EQUAL;
        }
        ReasonCode same = ordered(left, right);
        boolean zero = left.stream().anyMatch(this::isZero) || right.stream().anyMatch(this::isZero);
        if (Rungs.isEqual(same) || zero) {
            return same; // with a zero it is a time of the day and not a proportion
        }
        ReasonCode all = ReasonCode.EQUAL_EXACT;
        for (int i = 1; i < left.size(); i++) {
            all = Rungs.all(
                    all,
                    comparer.compare(
                            new Expr.Quotient(left.get(i), left.getFirst()),
                            new Expr.Quotient(right.get(i), right.getFirst())));
        }
        return all;
    }

    private boolean isZero(Expr expr) {
        return expr instanceof Expr.Num(var value) && value.isZero();
    }

    private ReasonCode matrices(Expr.Matrix left, Expr.Matrix right) {
        if (left.rows().size() != right.rows().size()) {
            return ReasonCode.NOT_EQUAL;
        }
        ReasonCode all = ReasonCode.EQUAL_EXACT;
        for (int i = 0; i < left.rows().size(); i++) {
            all = Rungs.all(all, ordered(left.rows().get(i), right.rows().get(i)));
        }
        return all;
    }

    /** A column as a row, because a list of numbers is either. */
    private static Expr shaped(Expr matrix) {
        return matrix instanceof Expr.Matrix written && isVector(written)
                ? new Expr.Matrix(List.of(Items.parts(written)))
                : matrix;
    }

    private static boolean isVector(Expr.Matrix matrix) {
        return matrix.rows().size() == 1 || matrix.rows().stream().allMatch(row -> row.size() == 1);
    }
}
