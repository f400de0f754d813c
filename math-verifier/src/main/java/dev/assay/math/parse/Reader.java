package dev.assay.math.parse;

import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.lex.Phrases;
import dev.assay.math.parse.lex.Tokenizer;
import dev.assay.math.parse.time.Times;
import java.util.Optional;

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
        Optional<Expr> time = Times.read(bare);
        if (time.isPresent()) {
            return time.get();
        }
        return Phrases.isPhrase(bare) ? new Expr.Text(bare) : new Parser(Tokenizer.tokenize(text)).parse();
    }

    /**
     * The text with a decimal point for its only comma, where that stands between digits without a space and does not
     * group three of them: {@code 2,5 cm}. Such a text may be a list as well, so the other side has to decide.
     *
     * @param decimals the fewest digits after the comma
     */
    public static Optional<String> decimalComma(String text, int decimals) {
        int comma = text.indexOf(',');
        if (comma <= 0
                || text.indexOf(',', comma + 1) >= 0
                || text.length() > MAX_LENGTH
                || text.indexOf('.') >= 0 && text.indexOf('.') < text.strip().length() - 1) {
            return Optional.empty();
        }
        int from = comma;
        while (from > 0 && isDigit(text.charAt(from - 1))) {
            from--;
        }
        int to = comma + 1;
        while (to < text.length() && isDigit(text.charAt(to))) {
            to++;
        }
        int digits = to - comma - 1;
        boolean groups = digits == 3 && text.charAt(from) != '0';
        boolean bracketed = text.indexOf('(') >= 0 || text.indexOf('[') >= 0 || text.contains("\\{");
        return from == comma || digits < decimals || groups || bracketed
                ? Optional.empty()
                : Optional.of(text.substring(0, comma) + "." + text.substring(comma + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
