package dev.assay.math.set;

import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;

/** An interval; a point is one that is closed on both sides. */
record Piece(Expr low, boolean lowOpen, Expr high, boolean highOpen) {
    static final Expr BOTTOM = new Expr.Negation(Constant.INFINITY);
    static final Expr TOP = Constant.INFINITY;
    static final Piece ALL = new Piece(BOTTOM, true, TOP, true);

    static Piece point(Expr value) {
        return new Piece(value, false, value, false);
    }

    /** {@link Order#compare} with infinite ends. */
    static int compare(Order order, Expr left, Expr right) {
        int leftSide = side(left);
        int rightSide = side(right);
        return leftSide != 0 || rightSide != 0 ? Integer.compare(leftSide, rightSide) : order.compare(left, right);
    }

    private static int side(Expr end) {
        return end == TOP ? 1 : end.equals(BOTTOM) ? -1 : 0;
    }

    boolean isEmpty(Order order) {
        int ends = compare(order, low, high);
        return ends > 0 || ends == 0 && (lowOpen || highOpen);
    }

    int compareLow(Order order, Piece other) {
        int ends = compare(order, low, other.low);
        return ends != 0 ? ends : Boolean.compare(lowOpen, other.lowOpen);
    }

    int compareHigh(Order order, Piece other) {
        int ends = compare(order, high, other.high);
        return ends != 0 ? ends : Boolean.compare(other.highOpen, highOpen);
    }

    boolean isPoint(Order order) {
        return !lowOpen && !highOpen && compare(order, low, high) == 0;
    }
}
