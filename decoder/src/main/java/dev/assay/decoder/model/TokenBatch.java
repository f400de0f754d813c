package dev.assay.decoder.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Token ids {@code [rows, width]} in which a row holds one sequence with padding, or several one behind the other. A
 * token attends to the earlier tokens of its own sequence and to itself.
 */
public final class TokenBatch {
    /** The segment of padding. */
    public static final int PADDING = 0;

    private final int rows;
    private final int width;
    private final int[] ids;
    private final int[] segments;
    private final int[] positions;
    private final boolean startsOnly;

    private TokenBatch(int rows, int width, int[] ids, int[] segments, int[] positions, boolean startsOnly) {
        this.rows = rows;
        this.width = width;
        this.ids = ids;
        this.segments = segments;
        this.positions = positions;
        this.startsOnly = startsOnly;
    }

    /**
     * One sequence a row, padded behind. Padding is never looked at, so plain causal attention serves.
     *
     * @param sequences none of them empty
     */
    public static TokenBatch padded(List<int[]> sequences) {
        return packed(sequences.stream().map(List::of).toList());
    }

    /**
     * Several sequences a row, positions starting again at 0 in each.
     *
     * @param rows each with at least one sequence, none of them empty
     */
    public static TokenBatch packed(List<List<int[]>> rows) {
        int width = 0;
        for (List<int[]> row : rows) {
            int length = 0;
            for (int[] sequence : row) {
                check(sequence.length > 0, "a sequence without tokens");
                length = Math.addExact(length, sequence.length);
            }
            check(length > 0, "a row without sequences");
            width = Math.max(width, length);
        }
        int cells = cells(rows.size(), width);
        int[] ids = new int[cells];
        int[] segments = new int[cells];
        int[] positions = new int[cells];
        boolean startsOnly = true;
        for (int r = 0; r < rows.size(); r++) {
            int at = r * width;
            int segment = 0;
            for (int[] sequence : rows.get(r)) {
                segment++;
                System.arraycopy(sequence, 0, ids, at, sequence.length);
                Arrays.fill(segments, at, at + sequence.length, segment);
                for (int i = 0; i < sequence.length; i++) {
                    positions[at + i] = i;
                }
                at += sequence.length;
            }
            startsOnly &= segment == 1;
        }
        return new TokenBatch(rows.size(), width, ids, segments, positions, startsOnly);
    }

    /**
     * Any arrangement, padding in front included.
     *
     * @param ids {@code [rows][width]}
     * @param segments {@code [rows][width]}: 0 for padding, else a positive number that is the same in the neighbouring
     *     tokens of a sequence and in no other sequence of the row
     * @param positions {@code [rows][width]}, 0 or more
     */
    public static TokenBatch of(int[][] ids, int[][] segments, int[][] positions) {
        int rows = ids.length;
        int width = rows == 0 ? 0 : ids[0].length;
        int cells = cells(rows, width);
        check(segments.length == rows && positions.length == rows, "ids, segments and positions of different heights");
        int[][] flat = new int[3][cells];
        boolean startsOnly = true;
        for (int r = 0; r < rows; r++) {
            check(
                    ids[r].length == width && segments[r].length == width && positions[r].length == width,
                    "rows of different widths");
            System.arraycopy(ids[r], 0, flat[0], r * width, width);
            System.arraycopy(segments[r], 0, flat[1], r * width, width);
            System.arraycopy(positions[r], 0, flat[2], r * width, width);
            for (int t = 0; t < width; t++) {
                check(segments[r][t] >= 0 && positions[r][t] >= 0, "a negative segment or position");
                startsOnly &= segments[r][t] == segments[r][0] || segments[r][t] == PADDING;
            }
            startsOnly &= segments[r][0] != PADDING;
            checkWhole(segments[r]);
        }
        check(Arrays.stream(flat[1]).anyMatch(segment -> segment != PADDING), "a batch of nothing but padding");
        return new TokenBatch(rows, width, flat[0], flat[1], flat[2], startsOnly);
    }

    private static void checkWhole(int[] segments) {
        Set<Integer> ended = new HashSet<>();
        for (int t = 1; t < segments.length; t++) {
            if (segments[t] != segments[t - 1]) {
                ended.add(segments[t - 1]);
                check(segments[t] == PADDING || !ended.contains(segments[t]), "a sequence in two pieces");
            }
        }
    }

    private static int cells(int rows, int width) {
        check(rows > 0 && width > 0, "a batch without tokens");
        return Math.multiplyExact(rows, width);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** How many rows. */
    public int rows() {
        return rows;
    }

    /** The tokens of a row, padding included. */
    public int width() {
        return width;
    }

    /** The id of a token. */
    public int id(int row, int column) {
        return ids[row * width + column];
    }

    /** The segment of a token; {@link #PADDING} where there is none. */
    public int segment(int row, int column) {
        return segments[row * width + column];
    }

    /** The position of a token in its sequence. */
    public int position(int row, int column) {
        return positions[row * width + column];
    }

    /** Whether every row is one sequence from its first column on, so that causal attention needs no other mask. */
    public boolean startsOnly() {
        return startsOnly;
    }

    /** Whether the token has a predecessor in its own sequence, so that it has a log-probability. */
    public boolean isPredicted(int row, int column) {
        int at = row * width + column;
        return column > 0 && segments[at] != PADDING && segments[at] == segments[at - 1];
    }

    /** Which tokens have a log-probability, {@code [rows][width]}. */
    public boolean[][] predicted() {
        boolean[][] predicted = new boolean[rows][width];
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < width; t++) {
                predicted[r][t] = isPredicted(r, t);
            }
        }
        return predicted;
    }

    /** Whether the token is the last one of its sequence. */
    public boolean isLast(int row, int column) {
        int segment = segment(row, column);
        return segment != PADDING && (column + 1 == width || segment(row, column + 1) != segment);
    }

    /** Where each sequence ends: {@code {row, column}} of its last token, in reading order. */
    public List<int[]> lastTokens() {
        List<int[]> last = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < width; t++) {
                if (isLast(r, t)) {
                    last.add(new int[] {r, t});
                }
            }
        }
        return last;
    }
}
