package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.parse.Expr.Num;
import dev.assay.math.parse.lex.Token;
import dev.assay.math.parse.lex.Token.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** Numbers of several tokens: mixed numbers, numbers in another base, degrees with minutes and seconds. */
final class Numerals {
    private static final int MAX_PIECES = 12;

    private final Parser parser;
    private final Primary primary;

    Numerals(Parser parser, Primary primary) {
        this.parser = parser;
        this.primary = primary;
    }

    Expr number() throws ParseFailure {
        int pieces = pieces();
        Token token = parser.next();
        if (pieces > 0) {
            StringBuilder digits = new StringBuilder(token.text());
            for (int i = 1; i < pieces; i++) {
                digits.append(parser.next().text());
            }
            return inBase(digits.toString(), token.position());
        }
        Rational value = token.value();
        if (token.whole()) {
            Steps steps = new Steps(1_000_000);
            Token next = parser.peek();
            if (next.kind() == Kind.NUMBER
                    && next.whole()
                    && next.spaced()
                    && parser.ahead(1).is("/")
                    && parser.ahead(2).kind() == Kind.NUMBER
                    && parser.ahead(2).whole()
                    && next.value().compareTo(parser.ahead(2).value()) < 0) {
                parser.next();
                parser.next();
                return new Num(value.plus(next.value().dividedBy(parser.next().value(), steps), steps));
            }
            if (next.isCommand("frac")
                    && !parser.ahead(-2).is("^")
                    && primary.command() instanceof Expr.Quotient(Expr top, Expr bottom)) {
                if (top instanceof Num(Rational n)
                        && bottom instanceof Num(Rational d)
                        && n.isInteger()
                        && d.isInteger()
                        && n.signum() > 0
                        && n.compareTo(d) < 0) {
                    return new Num(value.plus(n.dividedBy(d, steps), steps));
                }
                return new Expr.Product(List.of(new Num(value), primary.postfixed(new Expr.Quotient(top, bottom))));
            }
        }
        return new Num(value);
    }

    /** How many tokens, joined without space, are the digits of a number with a base; 0 where none follows. */
    private int pieces() {
        if (parser.previous().is("^")) {
            return 0; // an index behind an exponent belongs to the base
        }
        for (int i = 0; i < MAX_PIECES; i++) {
            Token token = parser.ahead(i);
            if (i > 0 && token.is("_")) {
                return parser.ahead(i + 1).is("{") || parser.ahead(i + 1).kind() == Kind.NUMBER ? i : 0;
            }
            boolean digits = token.kind() == Kind.NUMBER && token.whole()
                    || (token.kind() == Kind.LETTER || token.kind() == Kind.WORD || token.kind() == Kind.CONSTANT)
                            && token.text().chars().allMatch(c -> c >= 'A' && c <= 'F');
            if (!digits || i > 0 && token.spaced()) {
                return 0;
            }
        }
        return 0;
    }

    /**
     * {@code 204_5}: digits in a base from 2 to 36, where the digits allow it; else a name with an index.
     *
     * @param digits in upper or lower case
     */
    Expr inBase(String digits, int position) throws ParseFailure {
        String written = digits.replaceAll("[^0-9A-Za-z]", "");
        parser.next();
        boolean braces = parser.peek().is("{");
        if (braces) {
            parser.next();
        }
        boolean brackets = parser.peek().is("(");
        if (brackets) {
            parser.next();
        }
        Token base = parser.next();
        boolean named = base.kind() == Kind.TEXT;
        Rational radix = named ? named(base.text()) : base.value();
        if (!named && (base.kind() != Kind.NUMBER || !base.whole())) {
            throw new ParseFailure(base.position(), "a base from 2 to 36 is expected");
        }
        if (brackets) {
            parser.expect(")");
        }
        if (braces) {
            parser.expect("}");
        }
        boolean possible = radix.compareTo(Rational.TWO) >= 0 && radix.compareTo(Rational.of(36)) <= 0;
        int number = possible ? radix.numerator().intValueExact() : 0;
        if (!possible || written.chars().anyMatch(c -> Character.digit(c, number) < 0)) {
            if (!written.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new ParseFailure(position, "the digits " + written + " in base " + radix);
            }
            return new Expr.Symbol(written + "_" + radix);
        }
        return new Num(Rational.of(new BigInteger(written, number)));
    }

    private static Rational named(String words) {
        return Rational.of(
                switch (words.toLowerCase(Locale.ROOT)) {
                    case "two", "bin" -> 2;
                    case "three" -> 3;
                    case "four" -> 4;
                    case "five" -> 5;
                    case "six" -> 6;
                    case "seven" -> 7;
                    case "eight", "oct" -> 8;
                    case "nine" -> 9;
                    case "ten", "dec" -> 10;
                    case "twelve" -> 12;
                    case "sixteen", "hex" -> 16;
                    default -> 0;
                });
    }

    /** A value before {@code °}: degrees, with minutes and seconds behind them, or a temperature. */
    Expr degrees(Expr value) throws ParseFailure {
        Token next = parser.peek();
        if (next.kind() == Kind.LETTER
                && (next.text().equals("C") || next.text().equals("F"))) {
            parser.next();
            return new Expr.Measure(value, "°" + next.text());
        }
        Expr minutes = part(1, 60);
        if (minutes.equals(Parser.num(0))) {
            return new Expr.Degrees(value);
        }
        Expr seconds = part(2, 3600);
        return new Expr.Degrees(
                seconds.equals(Parser.num(0))
                        ? new Expr.Sum(List.of(value, minutes))
                        : new Expr.Sum(List.of(value, minutes, seconds)));
    }

    private Expr part(int primes, int scale) {
        boolean there = parser.peek().kind() == Kind.NUMBER;
        int at = 1;
        boolean raised = parser.ahead(1).is("^");
        boolean braces = raised && parser.ahead(2).is("{");
        at += raised ? 1 : 0;
        at += braces ? 1 : 0;
        for (int i = 0; i < primes; i++) {
            there &= parser.ahead(at++).is("'");
        }
        if (!there || parser.ahead(at).is("'")) {
            return Parser.num(0);
        }
        Rational value = parser.peek().value();
        for (int i = 0; i < at + (braces ? 1 : 0); i++) {
            parser.next();
        }
        return new Expr.Quotient(new Num(value), Parser.num(scale));
    }
}
