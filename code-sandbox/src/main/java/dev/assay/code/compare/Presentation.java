package dev.assay.code.compare;

/**
 * For problems that declare a layout: where the tokens are right but the lines are not, the answer is a presentation
 * error.
 */
public record Presentation(TokenRule rule) implements Comparer {
    @Override
    public Comparison compare(byte[] expected, byte[] actual) {
        Comparison tokens = new Tokens(rule).compare(expected, actual);
        if (!tokens.same()) {
            return tokens;
        }
        Comparison layout = layout(expected, actual);
        return layout.same()
                ? layout
                : new Comparison(Match.PRESENTATION, layout.where(), layout.expected(), layout.actual());
    }

    /** Lines must hold the same number of tokens with the same white space between them. */
    private static Comparison layout(byte[] expected, byte[] actual) {
        Cursor left = new Cursor(expected);
        Cursor right = new Cursor(actual);
        for (long number = 1; ; number++) {
            var wanted = left.line();
            var printed = right.line();
            if (wanted.isEmpty() || printed.isEmpty()) {
                // The tokens are the same, so what is left of either is white space.
                return Comparison.SAME;
            }
            if (!sameSpaces(wanted.get(), printed.get())) {
                return Comparison.different(
                        "line " + number, wanted.get().shown(), printed.get().shown());
            }
        }
    }

    private static boolean sameSpaces(Slice wanted, Slice printed) {
        int left = 0;
        int right = 0;
        while (left < wanted.length() && right < printed.length()) {
            boolean space = Cursor.isSpace(wanted.at(left));
            if (space != Cursor.isSpace(printed.at(right)) || (space && wanted.at(left) != printed.at(right))) {
                return false;
            }
            if (space) {
                left++;
                right++;
            } else {
                left = wordEnd(wanted, left);
                right = wordEnd(printed, right);
            }
        }
        return left == wanted.length() && right == printed.length();
    }

    private static int wordEnd(Slice line, int at) {
        while (at < line.length() && !Cursor.isSpace(line.at(at))) {
            at++;
        }
        return at;
    }
}
