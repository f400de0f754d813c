package dev.assay.math.parse;

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
record Token(Kind kind, String text, Rational value, boolean whole, int position, boolean spaced) {
    enum Kind {
        NUMBER,
        /** A variable of one letter, or a named one such as {@code alpha}. */
        LETTER,
        /** Two or more letters in a row that have no meaning of their own. */
        WORD,
        /** What stood in {@code \text{}}. */
        TEXT,
        FUNCTION,
        CONSTANT,
        /** A command that the parser gives arguments to, such as {@code frac}. */
        COMMAND,
        /** Operators, brackets, relations and separators. */
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isCommand(String name) {
        return kind == Kind.COMMAND && text.equals(name);
    }
}
