package dev.assay.math.set;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.parse.Expr.Operator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what describes a set of real numbers into its normal form. */
public final class Sets {
    /** So many whole numbers are points of their own, so that an interval of them equals a list. */
    private static final int MAX_LISTED = 1_000;

    private final Order order;
    private final Steps steps = new Steps(1_000_000);

    public Sets(Order order) {
        this.order = order;
    }

    /**
     * The set that an expression is, or that a statement in one variable allows for it.
     *
     * @throws Unordered where it is none, or not of real numbers with ends that can be ordered
     */
    public Region read(Expr expr) {
        return switch (expr) {
            case Expr.Interval(Expr low, boolean lowOpen, Expr high, boolean highOpen) ->
                Region.of(
                        List.of(new Piece(low, lowOpen || isEndless(low), high, highOpen || isEndless(high))),
                        false,
                        order);
            case Expr.Tuple(List<Expr> items, boolean square)
            when items.size() == 2 && !square ->
                Region.of(List.of(new Piece(items.get(0), true, items.get(1), true)), false, order);
            case Expr.SetOf(List<Expr> items) -> points(items);
            case Constant constant -> constant(constant);
            case Expr.SetOperation(var operator, Expr left, Expr right) -> operation(operator, left, right);
            case Expr.Complement(Expr of) -> read(of).complement(order);
            case Expr.SetBuilder(Expr.Symbol(String element), List<Expr> conditions) -> {
                Region all = new Region(List.of(Piece.ALL), false);
                for (Expr condition : conditions) {
                    all = intersection(all, statement(condition, element));
                }
                yield all;
            }
            case Expr.Relation _, Expr.Logic _, Expr.Not _ -> {
                Set<String> names = Variables.of(expr);
                if (names.size() != 1) {
                    throw new Unordered("a statement about " + names.size() + " variables");
                }
                yield statement(expr, names.iterator().next());
            }
            case Expr _ -> throw new Unordered("no set");
        };
    }

    private static boolean isEndless(Expr end) {
        return end == Piece.TOP || end.equals(Piece.BOTTOM);
    }

    private Region points(List<Expr> items) {
        List<Piece> points = new ArrayList<>();
        for (Expr item : items) {
            points.add(Piece.point(item));
        }
        return Region.of(points, false, order);
    }

    private static Region constant(Constant constant) {
        return switch (constant) {
            case EMPTY_SET -> Region.EMPTY;
            case REALS -> new Region(List.of(Piece.ALL), false);
            case INTEGERS -> new Region(List.of(Piece.ALL), true);
            case PI, E, I, INFINITY, RATIONALS, NATURALS, COMPLEX, TRUE, FALSE, ELLIPSIS ->
                throw new Unordered(constant.name());
        };
    }

    private Region operation(Expr.SetOperator operator, Expr leftExpr, Expr rightExpr) {
        Region left = read(leftExpr);
        Region right = read(rightExpr);
        return switch (operator) {
            case UNION -> left.union(right, order);
            case INTERSECTION -> intersection(left, right);
            case DIFFERENCE -> left.integers() ? left.minus(whole(right), order) : left.minus(right, order);
            case SYMMETRIC_DIFFERENCE -> left.minus(right, order).union(right.minus(left, order), order);
            case CARTESIAN -> throw new Unordered("pairs");
        };
    }

    private Region intersection(Region left, Region right) {
        if (left.integers() == right.integers()) {
            return listed(left.intersection(right, order));
        }
        return listed(
                left.integers() ? left.intersection(whole(right), order) : right.intersection(whole(left), order));
    }

    private Region statement(Expr statement, String variable) {
        return switch (statement) {
            case Expr.Relation(List<Expr> sides, List<Operator> operators)
            when operators.size() == 1
                    && operators.getFirst() == Operator.ELEMENT_OF
                    && sides.getFirst() instanceof Expr.Symbol(String name)
                    && name.equals(variable) -> read(sides.get(1));
            case Expr.Relation relation -> new Inequalities(order, variable).of(relation);
            case Expr.Not(Expr of) -> statement(of, variable).complement(order);
            case Expr.Logic(var connective, List<Expr> operands) -> {
                Region all = statement(operands.getFirst(), variable);
                for (Expr operand : operands.subList(1, operands.size())) {
                    Region next = statement(operand, variable);
                    all = switch (connective) {
                        case AND -> intersection(all, next);
                        case OR -> all.union(next, order);
                        case XOR -> all.minus(next, order).union(next.minus(all, order), order);
                        case IMPLIES -> all.complement(order).union(next, order);
                        case EQUIVALENT -> throw new Unordered("an equivalence");
                    };
                }
                yield all;
            }
            case Expr _ -> throw new Unordered("no statement");
        };
    }

    /** The integers in a set of real numbers. */
    private Region whole(Region region) {
        if (region.integers()) {
            return region;
        }
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : region.pieces()) {
            Expr low = isEndless(piece.low()) ? piece.low() : num(first(piece.low(), piece.lowOpen()));
            Expr high = isEndless(piece.high()) ? piece.high() : num(first(piece.high(), !piece.highOpen()));
            pieces.add(new Piece(low, isEndless(low), high, true));
        }
        return Region.of(pieces, true, order);
    }

    /** The first whole number from an end on, or after it. */
    private BigInteger first(Expr end, boolean after) {
        Rational value = order.rational(end).orElseThrow(() -> new Unordered("integers up to no rational number"));
        BigInteger floor = value.floor();
        return value.isInteger() && !after ? floor : floor.add(BigInteger.ONE);
    }

    private static Expr num(BigInteger value) {
        return new Expr.Num(Rational.of(value));
    }

    /** A few integers as points. */
    private Region listed(Region region) {
        if (!region.integers()) {
            return region;
        }
        List<Piece> points = new ArrayList<>();
        for (Piece piece : region.pieces()) {
            if (isEndless(piece.low()) || isEndless(piece.high())) {
                return region;
            }
            Rational low = order.rational(piece.low()).orElseThrow();
            Rational high = order.rational(piece.high()).orElseThrow();
            if (high.minus(low, steps).compareTo(Rational.of(MAX_LISTED - points.size())) > 0) {
                return region;
            }
            for (BigInteger at = low.numerator(); at.compareTo(high.numerator()) < 0; at = at.add(BigInteger.ONE)) {
                points.add(Piece.point(num(at)));
            }
        }
        return Region.of(points, false, order);
    }
}
