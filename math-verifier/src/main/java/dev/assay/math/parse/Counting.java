package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.lex.Token;
import dev.assay.math.parse.lex.Token.Kind;
import java.util.List;

/**
 * Combinations and permutations as letters with indices: {@code C_5^2}, {@code {}_5C_2}, {@code C(5,2)}, {@code P_5^2},
 * {@code A_5^2}. They are read as such only where their indices are numbers that make sense as counts, or are both
 * letters; everything else is a variable with an index.
 */
final class Counting {
    private final Parser parser;

    Counting(Parser parser) {
        this.parser = parser;
    }

    /** Whether a letter with two indices, or with two whole arguments, follows. */
    boolean isCount() {
        Token letter = parser.peek();
        if (letter.text().length() != 1 || "CPA".indexOf(letter.text().charAt(0)) < 0) {
            return false;
        }
        Token first = parser.ahead(1);
        if (first.is("(")) {
            return letter.text().equals("C")
                    && parser.ahead(3).is(",")
                    && parser.ahead(5).is(")")
                    && counts(parser.ahead(2), parser.ahead(4));
        }
        if (!first.is("_") && !first.is("^")) {
            return false;
        }
        int second = index(1);
        boolean other = parser.ahead(second).is(first.is("_") ? "^" : "_");
        if (second < 0 || !other || index(second) < 0) {
            return false;
        }
        Token below = at(first.is("_") ? 1 : second);
        Token above = at(first.is("_") ? second : 1);
        boolean letters = letter.text().equals("C") && below.kind() == Kind.LETTER && above.kind() == Kind.LETTER;
        return counts(below, above) || letters;
    }

    /** The token in an index whose sign is {@code sign} tokens ahead. */
    private Token at(int sign) {
        return parser.ahead(parser.ahead(sign + 1).is("{") ? sign + 2 : sign + 1);
    }

    /** The offset behind an index of one token; negative where it is longer. */
    private int index(int sign) {
        if (!parser.ahead(sign + 1).is("{")) {
            return sign + 2;
        }
        return parser.ahead(sign + 3).is("}") ? sign + 4 : -1;
    }

    private static boolean counts(Token all, Token chosen) {
        return all.kind() == Kind.NUMBER
                && chosen.kind() == Kind.NUMBER
                && all.whole()
                && chosen.whole()
                && all.value().compareTo(Rational.TWO) >= 0
                && all.value().compareTo(chosen.value()) >= 0;
    }

    Expr count() throws ParseFailure {
        String letter = parser.next().text();
        if (parser.peek().is("(")) {
            parser.next();
            Expr all = one();
            parser.next();
            Expr chosen = one();
            parser.next();
            return call(letter, all, chosen);
        }
        boolean belowFirst = parser.next().is("_");
        Expr first = index();
        parser.next();
        Expr second = index();
        return belowFirst ? call(letter, first, second) : call(letter, second, first);
    }

    private Expr index() throws ParseFailure {
        boolean braces = parser.peek().is("{");
        if (braces) {
            parser.next();
        }
        Expr index = one();
        if (braces) {
            parser.expect("}");
        }
        return index;
    }

    private Expr one() throws ParseFailure {
        Token token = parser.peek();
        if (token.kind() == Kind.NUMBER) {
            return new Expr.Num(parser.next().value());
        }
        if (!token.isName()) {
            throw parser.unexpected();
        }
        return new Expr.Symbol(parser.next().text());
    }

    private static Expr call(String letter, Expr all, Expr chosen) {
        return new Expr.Call(letter.equals("C") ? "binom" : "perm", List.of(all, chosen));
    }

    /** Whether an index stands before its letter: {@code {}_5C_2}, {@code {}^5C_2}, {@code _5C_2}. */
    boolean isPrescript() {
        int at = parser.peek().is("{") && parser.ahead(1).is("}") ? 2 : 0;
        if (!parser.ahead(at).is("_") && !parser.ahead(at).is("^")) {
            return false;
        }
        int letter = index(at);
        return letter > 0
                && parser.ahead(letter).kind() == Kind.LETTER
                && "CP".contains(parser.ahead(letter).text())
                && parser.ahead(letter + 1).is("_");
    }

    Expr prescript() throws ParseFailure {
        while (!parser.peek().is("_") && !parser.peek().is("^")) {
            parser.next();
        }
        parser.next();
        Expr all = index();
        String letter = parser.next().text();
        parser.next();
        return call(letter, all, index());
    }
}
