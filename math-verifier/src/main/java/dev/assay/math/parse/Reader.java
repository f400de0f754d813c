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
        return Words.isPhrase(text) ? new Expr.Text(text.strip()) : new Parser(Tokenizer.tokenize(text)).parse();
    }
}
