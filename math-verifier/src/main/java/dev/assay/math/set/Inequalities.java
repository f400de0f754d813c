package dev.assay.math.set;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Operator;
import java.util.ArrayList;
import java.util.List;

/** The real numbers that satisfy relations in one variable: linear, quadratic, or of an absolute value. */
final class Inequalities {
    private final Order order;
    private final String variable;
    private final Steps steps = new Steps(1_000_000);

    Inequalities(Order order, String variable) {
        this.order = order;
        this.variable = variable;
    }

    /** All numbers for which every link of a chain holds. */
    Region of(Expr.Relation relation) {
        Region all = new Region(List.of(Piece.ALL), false);
        for (int i = 0; i < relation.operators().size(); i++) {
            Region link = link(
                    relation.sides().get(i),
                    relation.operators().get(i),
                    relation.sides().get(i + 1));
            all = all.intersection(link, order);
        }
        return all;
    }

    private Region link(Expr left, Operator operator, Expr right) {
        if (isVariable(left) && !Variables.has(right, variable)) {
            return bound(operator, right);
        }
        if (isVariable(right) && !Variables.has(left, variable)) {
            return bound(operator.flipped(), left);
        }
        if (isAbsolute(left) && !Variables.has(right, variable)) {
            return distance(left.children().getFirst(), operator, right);
        }
        if (isAbsolute(right) && !Variables.has(left, variable)) {
            return distance(right.children().getFirst(), operator.flipped(), left);
        }
        List<Rational> polynomial = order.difference(left, right, variable)
                .orElseThrow(() -> new Unordered("an inequality beyond quadratic ones"));
        return sign(polynomial, operator);
    }

    private boolean isVariable(Expr expr) {
        return expr instanceof Expr.Symbol(String name) && name.equals(variable);
    }

    private static boolean isAbsolute(Expr expr) {
        return expr instanceof Expr.Call(String function, List<Expr> _) && function.equals("abs");
    }

    /** {@code |of| < radius} is {@code -radius < of < radius}. */
    private Region distance(Expr of, Operator operator, Expr radius) {
        Expr opposite = new Expr.Negation(radius);
        return switch (operator) {
            case LESS, LESS_OR_EQUAL ->
                link(of, operator, radius).intersection(link(of, operator.flipped(), opposite), order);
            case GREATER, GREATER_OR_EQUAL ->
                link(of, operator, radius).union(link(of, operator.flipped(), opposite), order);
            case EQUAL -> {
                boolean none = Piece.compare(order, radius, new Expr.Num(Rational.ZERO)) < 0;
                yield none ? Region.EMPTY : link(of, operator, radius).union(link(of, operator, opposite), order);
            }
            case NOT_EQUAL -> distance(of, Operator.EQUAL, radius).complement(order);
            case APPROXIMATELY,
                    ELEMENT_OF,
                    NOT_ELEMENT_OF,
                    SUBSET,
                    SUBSET_OR_EQUAL,
                    CONGRUENT,
                    SIMILAR,
                    PARALLEL,
                    PERPENDICULAR -> throw new Unordered(operator.name());
        };
    }

    private Region bound(Operator operator, Expr end) {
        return switch (operator) {
            case LESS -> Region.of(List.of(new Piece(Piece.BOTTOM, true, end, true)), false, order);
            case LESS_OR_EQUAL ->
                Region.of(List.of(new Piece(Piece.BOTTOM, true, end, end == Piece.TOP)), false, order);
            case GREATER -> Region.of(List.of(new Piece(end, true, Piece.TOP, true)), false, order);
            case GREATER_OR_EQUAL ->
                Region.of(List.of(new Piece(end, end.equals(Piece.BOTTOM), Piece.TOP, true)), false, order);
            case EQUAL -> Region.of(List.of(Piece.point(end)), false, order);
            case NOT_EQUAL -> Region.of(List.of(Piece.point(end)), false, order).complement(order);
            case ELEMENT_OF -> new Sets(order).read(end);
            case NOT_ELEMENT_OF -> new Sets(order).read(end).complement(order);
            case APPROXIMATELY, SUBSET, SUBSET_OR_EQUAL, CONGRUENT, SIMILAR, PARALLEL, PERPENDICULAR ->
                throw new Unordered(operator.name());
        };
    }

    /** Where a polynomial of a degree up to two has the sign that the operator asks for. */
    private Region sign(List<Rational> polynomial, Operator operator) {
        Rational constant = polynomial.get(0);
        Rational linear = polynomial.get(1);
        Rational square = polynomial.get(2);
        if (square.isZero() && linear.isZero()) {
            boolean holds = holds(operator, constant.signum());
            return holds ? new Region(List.of(Piece.ALL), false) : Region.EMPTY;
        }
        if (square.isZero()) {
            Expr root = new Expr.Num(constant.negate().dividedBy(linear, steps));
            return bound(linear.signum() < 0 ? operator.flipped() : operator, root);
        }
        Rational four = Rational.of(4);
        Rational discriminant =
                linear.times(linear, steps).minus(four.times(square, steps).times(constant, steps), steps);
        if (discriminant.signum() < 0) {
            return holds(operator, square.signum()) ? new Region(List.of(Piece.ALL), false) : Region.EMPTY;
        }
        Rational twice = square.times(Rational.TWO, steps);
        Expr middle = new Expr.Num(linear.negate().dividedBy(twice, steps));
        Expr half = new Expr.Quotient(
                new Expr.Root(new Expr.Num(discriminant), new Expr.Num(Rational.TWO)), new Expr.Num(twice.abs()));
        Expr low = new Expr.Sum(List.of(middle, new Expr.Negation(half)));
        Expr high = new Expr.Sum(List.of(middle, half));
        List<Piece> pieces = new ArrayList<>();
        if (holds(operator, square.signum())) {
            pieces.add(new Piece(Piece.BOTTOM, true, low, true));
            pieces.add(new Piece(high, true, Piece.TOP, true));
        }
        if (holds(operator, 0)) {
            pieces.add(Piece.point(low));
            pieces.add(Piece.point(high));
        }
        if (holds(operator, -square.signum())) {
            pieces.add(new Piece(low, true, high, true));
        }
        return Region.of(pieces, false, order);
    }

    private static boolean holds(Operator operator, int sign) {
        return switch (operator) {
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
            case LESS -> sign < 0;
            case LESS_OR_EQUAL -> sign <= 0;
            case GREATER -> sign > 0;
            case GREATER_OR_EQUAL -> sign >= 0;
            case APPROXIMATELY,
                    ELEMENT_OF,
                    NOT_ELEMENT_OF,
                    SUBSET,
                    SUBSET_OR_EQUAL,
                    CONGRUENT,
                    SIMILAR,
                    PARALLEL,
                    PERPENDICULAR -> throw new Unordered(operator.name());
        };
    }
}
