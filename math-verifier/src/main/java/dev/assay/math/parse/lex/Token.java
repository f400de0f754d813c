package dev.assay.math.parse.lex;

import dev.assay.math.exact.Rational;

/**
 * A piece of the text.
 *
 * @param text what it is, spelled in one way for all of its spellings
 * @param value of a number, else zero
 * @param whole whether a number is written with digits and group separators only
 * @param position where it begins, in characters from 0
 * @param spaced whether white space comes before it
 */
public record Token(Kind kind, String text, Rational value, boolean whole, int position, boolean spaced) {
    /** What a token can be. */
    public enum Kind {
        NUMBER,
        /** A variable of one letter, or a named one such as {@code alpha}. */
        LETTER,
        /** Two or more letters in a row that have no meaning of their own. */
        WORD,
        /** What stood in {@code \text{}}. */
        TEXT,
        FUNCTION,
        CONSTANT,
        /** The sign of a currency. */
        CURRENCY,
        /** A command that the parser gives arguments to, such as {@code frac}. */
        COMMAND,
        /** {@code dx}, where an integral is open; the text is the variable. */
        DIFFERENTIAL,
        /** Operators, brackets, relations and separators. */
        SIGN,
        END
    }

    static Token of(Kind kind, String text, int position, boolean spaced) {
        return new Token(kind, text, Rational.ZERO, false, position, spaced);
    }

    /** Whether this is that sign. */
    public boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** Whether this is that command. */
    public boolean isCommand(String name) {
        return kind == Kind.COMMAND && text.equals(name);
    }

    /** Whether this is a name that may be a variable. */
    public boolean isName() {
        return kind == Kind.LETTER || kind == Kind.CONSTANT && text.length() == 1;
    }
}
