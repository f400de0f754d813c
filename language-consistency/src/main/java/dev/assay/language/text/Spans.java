package dev.assay.language.text;

import java.util.Arrays;

/**
 * Finds where spans end that are no prose. Each kind of end is searched for forwards only and remembered, so that a
 * text full of beginnings without an end costs one search.
 */
final class Spans {
    private static final int NONE = Integer.MAX_VALUE;
    private static final int LONGEST_INLINE_CODE = 200;
    private static final int LONGEST_INLINE_FORMULA = 300;
    private static final int LONGEST_DISPLAY = 8000;
    private static final int MOST_INNER_ENDS = 16;

    private final CharSequence text;
    private final int end;
    private final int[] next = new int[Mark.values().length];
    private int[] environmentEnds = new int[0];
    private boolean environmentsRead;

    Spans(CharSequence text, int end) {
        this.text = text;
        this.end = end;
        Arrays.fill(next, -1);
    }

    /** What is searched for. */
    private enum Mark {
        BACKTICK,
        BACKTICK_FENCE,
        TILDE_FENCE,
        DOLLAR,
        TWO_DOLLARS,
        PARENTHESIS,
        BRACKET,
        LINE
    }

    /** The end of the fenced code that begins here, or −1. */
    int fence(int at) {
        char c = text.charAt(at);
        int run = run(at, c);
        if (run < 3 || !beginsLine(at)) {
            return -1;
        }
        int close = next(c == '`' ? Mark.BACKTICK_FENCE : Mark.TILDE_FENCE, lineEnd(at));
        return close == NONE ? -1 : close + run(close, c);
    }

    /** The end of the inline code that begins at this backtick, or −1. */
    int inlineCode(int at) {
        int body = at + run(at, '`');
        int close = next(Mark.BACKTICK, body);
        if (close == NONE || close - body > LONGEST_INLINE_CODE || close > lineEnd(at)) {
            return -1;
        }
        return close + run(close, '`');
    }

    /**
     * The end of the formula that begins at this dollar sign, or −1. As in pandoc, no white space stands inside of
     * either sign and no digit behind the closing one, so that prices are no formulas.
     */
    int dollars(int at) {
        if (at + 1 < end && text.charAt(at + 1) == '$') {
            int close = next(Mark.TWO_DOLLARS, at + 2);
            return close == NONE || close - at > LONGEST_DISPLAY ? -1 : close + 2;
        }
        if (at + 1 >= end || isBlank(text.charAt(at + 1))) {
            return -1;
        }
        int close = next(Mark.DOLLAR, at + 1);
        return close == NONE || close - at > LONGEST_INLINE_FORMULA || close > lineEnd(at) ? -1 : close + 1;
    }

    /** The end of the formula that begins with a backslash and a bracket, or −1. */
    int bracketed(int at) {
        int close = next(text.charAt(at + 1) == '(' ? Mark.PARENTHESIS : Mark.BRACKET, at + 2);
        return close == NONE || close - at > LONGEST_DISPLAY ? -1 : close + 2;
    }

    /** Where {@code \end{name}} begins, or −1; the name is in braces at {@code [open, close)}. */
    int environment(int open, int close) {
        if (!environmentsRead) {
            readEnvironments();
        }
        int from = Arrays.binarySearch(environmentEnds, close);
        int first = from < 0 ? -from - 1 : from;
        for (int i = first; i < Math.min(environmentEnds.length, first + MOST_INNER_ENDS); i++) {
            if (matches(environmentEnds[i] + "\\end".length(), open, close - open)) {
                return environmentEnds[i];
            }
        }
        return -1;
    }

    /** The brace that closes the one here, at most {@code most} characters on, or −1. */
    int brace(int open, int most) {
        int depth = 0;
        int limit = Math.min(end, open + most);
        for (int i = open; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private int next(Mark mark, int from) {
        int at = next[mark.ordinal()];
        if (at < from) {
            at = from;
            while (at < end && !isAt(mark, at)) {
                at++;
            }
            at = at < end ? at : NONE;
            next[mark.ordinal()] = at;
        }
        return at;
    }

    private int lineEnd(int from) {
        return next(Mark.LINE, from);
    }

    private boolean isAt(Mark mark, int at) {
        char c = text.charAt(at);
        return switch (mark) {
            case BACKTICK -> c == '`';
            case BACKTICK_FENCE -> c == '`' && beginsLine(at) && run(at, c) >= 3;
            case TILDE_FENCE -> c == '~' && beginsLine(at) && run(at, c) >= 3;
            case DOLLAR ->
                c == '$'
                        && !isBlank(text.charAt(at - 1))
                        && text.charAt(at - 1) != '\\'
                        && !(at + 1 < end && Glyphs.isAsciiDigit(text.charAt(at + 1)));
            case TWO_DOLLARS -> c == '$' && at + 1 < end && text.charAt(at + 1) == '$';
            case PARENTHESIS -> c == '\\' && at + 1 < end && text.charAt(at + 1) == ')';
            case BRACKET -> c == '\\' && at + 1 < end && text.charAt(at + 1) == ']';
            case LINE -> c == '\n';
        };
    }

    private void readEnvironments() {
        environmentsRead = true;
        int count = 0;
        int[] found = new int[16];
        for (int i = 0; i + 5 <= end; i++) {
            if (text.charAt(i) == '\\' && startsWith(i, "\\end{")) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i;
            }
        }
        environmentEnds = Arrays.copyOf(found, count);
    }

    boolean startsWith(int at, String literal) {
        if (at + literal.length() > end) {
            return false;
        }
        for (int i = 0; i < literal.length(); i++) {
            if (text.charAt(at + i) != literal.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(int at, int other, int length) {
        if (at + length > end) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(at + i) != text.charAt(other + i)) {
                return false;
            }
        }
        return true;
    }

    /** How many of this character stand here, at most 64. */
    int run(int at, char c) {
        int i = at;
        while (i < end && i < at + 64 && text.charAt(i) == c) {
            i++;
        }
        return i - at;
    }

    /** Whether at most three blanks stand between the start of the line and this place. */
    private boolean beginsLine(int at) {
        for (int i = at; i > at - 5; i--) {
            if (i == 0 || text.charAt(i - 1) == '\n') {
                return true;
            }
            if (text.charAt(i - 1) != ' ' && text.charAt(i - 1) != '\t') {
                return false;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        int kind = Glyphs.kind(c);
        return kind == Glyphs.SPACE || kind == Glyphs.LINE;
    }
}
