package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr.Num;
import dev.assay.math.parse.lex.Token;
import dev.assay.math.parse.lex.Token.Kind;
import java.util.List;

/** What stands behind a value: exponents, factorials, percent signs, degrees, primes, bases, transposition. */
final class Postfixes {
    private final Parser parser;
    private final Primary primary;
    private final Numerals numerals;

    Postfixes(Parser parser, Primary primary, Numerals numerals) {
        this.parser = parser;
        this.primary = primary;
        this.numerals = numerals;
    }

    /** What stands behind a value: signs, exponents, and an index behind an exponent. */
    Expr read(Expr value) throws ParseFailure {
        Expr result = postfix(value);
        if (parser.peek().is("^") && !isOneSided()) {
            result = raised(result);
        }
        return result;
    }

    /** Whether a bare sign stands in the exponent, which says from where a limit is approached. */
    private boolean isOneSided() {
        Token next = parser.ahead(1).is("{") ? parser.ahead(2) : parser.ahead(1);
        Token after = parser.ahead(1).is("{") ? parser.ahead(3) : parser.ahead(2);
        return (next.is("+") || next.is("-")) && after.is("}");
    }

    private Expr raised(Expr base) throws ParseFailure {
        parser.next();
        parser.wrap();
        int braces = parser.peek().is("{") ? 1 : 0;
        Token mark = parser.ahead(braces);
        boolean alone = braces == 0 || parser.ahead(2).is("}");
        if (alone && isMark(base, mark)) {
            for (int i = 0; i < 1 + 2 * braces; i++) {
                parser.next();
            }
            return postfix(marked(base, mark));
        }
        if (braces == 1 && isPrimes()) {
            int primes = 0;
            parser.next();
            while (parser.peek().is("'")) {
                parser.next();
                primes++;
            }
            parser.expect("}");
            return postfix(new Expr.Symbol(((Expr.Symbol) base).name() + "'".repeat(primes)));
        }
        Expr exponent;
        if (parser.peek().isName() && parser.ahead(1).is("_")) {
            exponent = new Expr.Symbol(parser.next().text()); // the index belongs to the base
        } else if (parser.peek().is("-")) {
            parser.next();
            exponent = new Expr.Negation(primary.power());
        } else if (parser.peek().is("+")) {
            parser.next();
            exponent = primary.power();
        } else {
            exponent = primary.power();
        }
        if (parser.peek().is("_") && base instanceof Expr.Symbol(String name)) {
            return postfix(new Expr.Power(new Expr.Symbol(name + primary.subscript()), exponent));
        }
        return postfix(new Expr.Power(base, exponent));
    }

    private boolean isPrimes() {
        return parser.ahead(1).is("'")
                && parser.previous().is("^")
                && parser.ahead(-2).kind() == Kind.LETTER;
    }

    private static boolean isMark(Expr base, Token mark) {
        return mark.is("°")
                || base instanceof Expr.Matrix && isTransposition(mark)
                || base instanceof Num
                        && mark.kind() == Kind.TEXT
                        && switch (mark.text()) {
                            case "st", "nd", "rd", "th" -> true;
                            default -> false;
                        };
    }

    private static boolean isTransposition(Token mark) {
        return mark.text().equals("T")
                || mark.text().equals("top")
                || mark.text().equals("t")
                || mark.is("'");
    }

    private Expr marked(Expr base, Token mark) throws ParseFailure {
        if (mark.is("°")) {
            return numerals.degrees(base);
        }
        return isTransposition(mark) ? new Expr.Call("transpose", List.of(base)) : base;
    }

    private Expr postfix(Expr value) throws ParseFailure {
        Expr result = value;
        while (true) {
            Token token = parser.peek();
            if (token.is("!")) {
                parser.next();
                parser.wrap();
                if (parser.peek().is("!") && !parser.peek().spaced()) {
                    parser.next();
                    if (parser.peek().is("!")) {
                        throw parser.unexpected(); // nobody can say which factorial that is
                    }
                    result = new Expr.Call("doublefactorial", List.of(result));
                } else {
                    result = new Expr.Factorial(result);
                }
            } else if (token.is("%")) {
                parser.next();
                parser.wrap();
                result = new Expr.Percent(result);
            } else if (token.is("‰")) {
                parser.next();
                parser.wrap();
                result = new Expr.Quotient(result, Parser.num(1000));
            } else if (token.is("°")) {
                parser.next();
                parser.wrap();
                result = numerals.degrees(result);
            } else if (token.is("'")) {
                if (!(result instanceof Expr.Symbol(String name))) {
                    return result;
                }
                parser.next();
                parser.wrap();
                result = new Expr.Symbol(name + "'");
            } else if (token.is("_") && isGroupedNumber(result)) {
                result = numerals.inBase(((Num) result).value().numerator().toString(), token.position());
            } else {
                return result;
            }
        }
    }

    /** {@code (101)_2}. */
    private boolean isGroupedNumber(Expr value) {
        return parser.previous().is(")") && value instanceof Num(Rational number) && number.isInteger();
    }
}
