package dev.assay.format;

/** What counts as white space and as content, and how a piece of hostile text is shown. Offsets are UTF-16 units. */
final class Characters {
    private static final int EXCERPT = 40;

    private Characters() {}

    static boolean isWhite(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** The first position in {@code [from, to)} that is not white space, or {@code to}. */
    static int firstVisible(CharSequence text, int from, int to) {
        int i = from;
        while (i < to && isWhite(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The end of {@code [from, to)} without white space at its end. */
    static int trimmedEnd(CharSequence text, int from, int to) {
        int i = to;
        while (i > from && isWhite(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    /** Whether the literal stands at this place, wholly before {@code end}. */
    static boolean matches(CharSequence text, int at, int end, String literal) {
        if (literal.length() > end - at) {
            return false;
        }
        for (int i = 0; i < literal.length(); i++) {
            if (text.charAt(at + i) != literal.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first place of the literal in {@code [from, to)}, or −1. */
    static int indexOf(CharSequence text, String literal, int from, int to) {
        for (int i = from; i <= to - literal.length(); i++) {
            if (matches(text, i, to, literal)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Counts letters and digits, at most {@code enough} of them. Letters that are drawn as nothing do not count, nor do
     * the names of commands that only wrap something ({@code \boxed{}}, {@code \text{}}).
     *
     * @param symbols whether ∞ and ∅, which are whole answers, count too
     */
    static int content(CharSequence text, int from, int to, int enough, boolean symbols) {
        int found = 0;
        int i = from;
        while (i < to && found < enough) {
            char c = text.charAt(i);
            if (c == '\\') {
                i += matches(text, i, to, "\\boxed{") ? 7 : matches(text, i, to, "\\text{") ? 6 : 1;
                continue;
            }
            int point = i + 1 < to ? Character.codePointAt(text, i) : c;
            if (isContent(point) || (symbols && (point == '∞' || point == '∅'))) {
                found++;
            }
            i += Character.charCount(point);
        }
        return found;
    }

    private static boolean isContent(int point) {
        return Character.isLetterOrDigit(point) && !isFiller(point);
    }

    /** The letters of Hangul that are drawn as nothing. */
    static boolean isFiller(int point) {
        return point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0;
    }

    /** The start of {@code [from, to)} in quotes, with invisible characters named. */
    static String excerpt(CharSequence text, int from, int to) {
        StringBuilder shown = new StringBuilder("\"");
        int end = Math.min(to, from + EXCERPT);
        int i = from;
        while (i < end) {
            int point = i + 1 < end ? Character.codePointAt(text, i) : text.charAt(i);
            int type = Character.getType(point);
            if (type == Character.FORMAT || type == Character.NON_SPACING_MARK || isFiller(point)) {
                shown.append("[U+%04X]".formatted(point));
            } else {
                shown.appendCodePoint(point);
            }
            i += Character.charCount(point);
        }
        return shown.append(end < to ? "…\"" : "\"").toString();
    }
}
