package dev.assay.math.parse;

import dev.assay.math.exact.TooCostly;

/** Reads LaTeX and plain text into an {@link Expr}. */
public final class Reader {
    /** The most characters of a text that is read. */
    public static final int MAX_LENGTH = 10_000;

    private Reader() {}

    /**
     * Reads a whole text. Words without any mathematics are read as {@link Expr.Text}.
     *
     * @throws ParseFailure where the text cannot be read, with the position
     * @throws TooCostly where it is longer than {@value #MAX_LENGTH} characters, nested too deeply or has too large a
     *     number
     */
    public static Expr read(String text) throws ParseFailure {
        if (text.length() > MAX_LENGTH) {
            throw new TooCostly("an answer of " + text.length() + " characters");
        }
        String bare = text.strip();
        if (bare.length() > 2 && bare.startsWith("$") && bare.endsWith("$")) {
            bare = bare.replace('$', ' ').strip();
        }
        return Words.isPhrase(bare) || isDate(bare)
                ? new Expr.Text(bare)
                : new Parser(Tokenizer.tokenize(text)).parse();
    }

    /** {@code 2024-01-05} is a date and not a difference. */
    private static boolean isDate(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (i != 4 && i != 7 && !Tokenizer.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
