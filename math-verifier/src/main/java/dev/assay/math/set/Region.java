package dev.assay.math.set;

import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of real numbers as disjoint pieces in ascending order that do not touch, so that equal sets have equal pieces.
 *
 * @param integers whether only the whole numbers in the pieces belong to it; each piece is then closed at a whole
 *     number, or endless, at its low end and open at its high end
 */
public record Region(List<Piece> pieces, boolean integers) {
    private static final int MAX_PIECES = 4_000;

    static final Region EMPTY = new Region(List.of(), false);

    public Region {
        pieces = List.copyOf(pieces);
    }

    /** The union of pieces in any order. */
    static Region of(List<Piece> pieces, boolean integers, Order order) {
        if (pieces.size() > MAX_PIECES) {
            throw new TooCostly("a set of " + pieces.size() + " pieces");
        }
        List<Piece> sorted = new ArrayList<>(
                pieces.stream().filter(piece -> !piece.isEmpty(order)).toList());
        sorted.sort((left, right) -> left.compareLow(order, right));
        List<Piece> merged = new ArrayList<>();
        for (Piece piece : sorted) {
            if (!merged.isEmpty() && touches(merged.getLast(), piece, order)) {
                Piece last = merged.removeLast();
                Piece farther = last.compareHigh(order, piece) >= 0 ? last : piece;
                merged.add(new Piece(last.low(), last.lowOpen(), farther.high(), farther.highOpen()));
            } else {
                merged.add(piece);
            }
        }
        return new Region(merged, integers);
    }

    private static boolean touches(Piece left, Piece right, Order order) {
        int ends = Piece.compare(order, right.low(), left.high());
        return ends < 0 || ends == 0 && !(left.highOpen() && right.lowOpen());
    }

    Region union(Region other, Order order) {
        alike(other);
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(other.pieces);
        return of(all, integers, order);
    }

    Region intersection(Region other, Order order) {
        alike(other);
        List<Piece> common = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < pieces.size() && j < other.pieces.size()) {
            Piece left = pieces.get(i);
            Piece right = other.pieces.get(j);
            Piece low = left.compareLow(order, right) >= 0 ? left : right;
            boolean leftEnds = left.compareHigh(order, right) <= 0;
            Piece high = leftEnds ? left : right;
            common.add(new Piece(low.low(), low.lowOpen(), high.high(), high.highOpen()));
            if (leftEnds) {
                i++;
            } else {
                j++;
            }
        }
        return of(common, integers, order);
    }

    /** What is not in it, of the real numbers or the integers. */
    Region complement(Order order) {
        List<Piece> gaps = new ArrayList<>();
        Expr low = Piece.BOTTOM;
        boolean open = true;
        for (Piece piece : pieces) {
            gaps.add(new Piece(low, open, piece.low(), !piece.lowOpen()));
            low = piece.high();
            open = !piece.highOpen();
        }
        if (low != Piece.TOP) {
            gaps.add(new Piece(low, open, Piece.TOP, true));
        }
        List<Piece> inside =
                gaps.stream().filter(gap -> !gap.high().equals(Piece.BOTTOM)).toList();
        return of(inside, integers, order);
    }

    Region minus(Region other, Order order) {
        return intersection(other.complement(order), order);
    }

    private void alike(Region other) {
        if (integers != other.integers) {
            throw new Unordered("integers beside real numbers");
        }
    }

    /**
     * Whether both hold the same numbers.
     *
     * @throws Unordered where that cannot be said for certain
     */
    public boolean isSame(Region other, Order order) {
        if (pieces.isEmpty() && other.pieces.isEmpty()) {
            return true;
        }
        if (integers != other.integers || pieces.size() != other.pieces.size()) {
            return false;
        }
        for (int i = 0; i < pieces.size(); i++) {
            Piece left = pieces.get(i);
            Piece right = other.pieces.get(i);
            if (left.lowOpen() != right.lowOpen()
                    || left.highOpen() != right.highOpen()
                    || Piece.compare(order, left.low(), right.low()) != 0
                    || Piece.compare(order, left.high(), right.high()) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a finite number of points. */
    public boolean isFinite(Order order) {
        return pieces.stream().allMatch(piece -> piece.isPoint(order));
    }
}
