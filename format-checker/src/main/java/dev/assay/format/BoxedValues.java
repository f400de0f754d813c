package dev.assay.format;

/**
 * The closed {@code \boxed} and {@code \fbox} of a text, found in one pass with a stack of bounded depth. Values are
 * compared without white space, braces, dollar signs and inner boxes.
 *
 * @param count how many boxes are closed
 * @param first where the first value begins, or −1
 * @param other where the first value begins that differs from it, or −1
 */
record BoxedValues(int count, int first, int other) {
    /** Boxes inside boxes beyond this forget the outermost, which bounds how often a character is compared. */
    private static final int DEEPEST = 8;

    static BoxedValues in(CharSequence text, int from, int to) {
        int[] starts = new int[DEEPEST];
        int[] depths = new int[DEEPEST];
        int top = 0;
        int depth = 0;
        int count = 0;
        int first = -1;
        int firstEnd = -1;
        int other = -1;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c == '\\') {
                int length = commandLength(text, i, to);
                if (length == 0) {
                    i += 2;
                    continue;
                }
                if (top == DEEPEST) {
                    System.arraycopy(starts, 1, starts, 0, DEEPEST - 1);
                    System.arraycopy(depths, 1, depths, 0, DEEPEST - 1);
                    top--;
                }
                starts[top] = i + length;
                depths[top++] = depth++;
                i += length;
                continue;
            }
            if (c == '{') {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
                if (top > 0 && depths[top - 1] == depth) {
                    int start = starts[--top];
                    count++;
                    if (first < 0) {
                        first = start;
                        firstEnd = i;
                    } else if (other < 0 && !same(text, first, firstEnd, start, i)) {
                        other = start;
                    }
                }
            }
            i++;
        }
        return new BoxedValues(count, first, other);
    }

    /** The length of {@code \boxed&#123;} here, brace included, or 0. */
    private static int commandLength(CharSequence text, int at, int end) {
        return Characters.matches(text, at, end, "\\boxed{") ? 7 : Characters.matches(text, at, end, "\\fbox{") ? 6 : 0;
    }

    private static boolean same(CharSequence text, int one, int oneEnd, int other, int otherEnd) {
        int i = skip(text, one, oneEnd);
        int j = skip(text, other, otherEnd);
        while (i < oneEnd && j < otherEnd) {
            if (text.charAt(i) != text.charAt(j)) {
                return false;
            }
            i = skip(text, i + 1, oneEnd);
            j = skip(text, j + 1, otherEnd);
        }
        return i >= oneEnd && j >= otherEnd;
    }

    private static int skip(CharSequence text, int from, int end) {
        int i = from;
        while (i < end) {
            char c = text.charAt(i);
            if (c == '\\') {
                int length = commandLength(text, i, end);
                if (length == 0) {
                    return i;
                }
                i += length;
            } else if (c == '{' || c == '}' || c == '$' || Characters.isWhite(c)) {
                i++;
            } else {
                return i;
            }
        }
        return i;
    }
}
