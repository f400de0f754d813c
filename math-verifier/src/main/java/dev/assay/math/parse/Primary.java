package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.parse.Expr.Num;
import dev.assay.math.parse.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Powers and what stands in them: numbers, letters, commands, functions, brackets. */
final class Primary {
    private final Parser parser;

    Primary(Parser parser) {
        this.parser = parser;
    }

    /** Whether a factor follows without an operator. */
    boolean continues() {
        Token token = parser.peek();
        return switch (token.kind()) {
            case LETTER -> !parser.spacedUnitLetter();
            case CONSTANT, FUNCTION -> true;
            case NUMBER -> {
                Token before = parser.previous();
                yield before.is(")") || before.is("}") || before.is("!") || token.spaced() && afterPower();
            }
            case COMMAND -> !closing(token.text());
            case WORD -> parser.previous().kind() != Kind.TEXT && splits(token.text()) && !Units.isKnown(token.text());
            case SIGN ->
                token.is("(") && !parser.ahead(1).isCommand("bmod")
                        || token.is("{")
                        || token.is("|") && parser.bars == 0;
            case TEXT, END -> false;
        };
    }

    private static boolean closing(String command) {
        return switch (command) {
            case "end", "rfloor", "rceil", "bmod", "pmod" -> true;
            default -> false;
        };
    }

    /** Whether the number before is an exponent, so that another number begins a new factor. */
    private boolean afterPower() {
        return parser.previous().kind() == Kind.NUMBER && parser.ahead(-2).is("^");
    }

    /** Two or three letters without a meaning are a product of variables. */
    static boolean splits(String word) {
        return word.length() <= 3;
    }

    Expr power() throws ParseFailure {
        parser.enter();
        Expr base = postfix(atom());
        if (parser.peek().is("^")) {
            base = raised(base);
        }
        parser.leave();
        return base;
    }

    private Expr raised(Expr base) throws ParseFailure {
        parser.next();
        parser.wrap();
        if (parser.peek().is("°")) {
            parser.next();
            return postfix(new Expr.Degrees(base));
        }
        if (parser.peek().is("{") && parser.ahead(1).is("°") && parser.ahead(2).is("}")) {
            parser.next();
            parser.next();
            parser.next();
            return postfix(new Expr.Degrees(base));
        }
        Expr exponent;
        if (parser.peek().is("-")) {
            parser.next();
            exponent = new Expr.Negation(power());
        } else {
            exponent = power();
        }
        return postfix(new Expr.Power(base, exponent));
    }

    private Expr postfix(Expr value) {
        Expr result = value;
        while (true) {
            if (parser.peek().is("!")) {
                parser.next();
                parser.wrap();
                result = new Expr.Factorial(result);
            } else if (parser.peek().is("%")) {
                parser.next();
                parser.wrap();
                result = new Expr.Percent(result);
            } else if (parser.peek().is("°")) {
                parser.next();
                parser.wrap();
                result = new Expr.Degrees(result);
            } else if (parser.peek().is("'")) {
                if (!(result instanceof Expr.Symbol(String name))) {
                    return result;
                }
                parser.next();
                parser.wrap();
                result = new Expr.Symbol(name + "'");
            } else {
                return result;
            }
        }
    }

    private Expr atom() throws ParseFailure {
        Token token = parser.peek();
        return switch (token.kind()) {
            case NUMBER -> number();
            case LETTER -> letter();
            case CONSTANT -> constant();
            case FUNCTION -> new Functions(parser, this).call();
            case COMMAND -> command();
            case WORD -> word();
            case TEXT -> {
                parser.next();
                yield new Expr.Text(token.text());
            }
            case SIGN -> new Brackets(parser).read();
            case END -> throw parser.unexpected();
        };
    }

    private Expr number() throws ParseFailure {
        Token token = parser.next();
        Rational value = token.value();
        if (parser.peek().is("_")) {
            return inBase(token);
        }
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
                    && command() instanceof Expr.Quotient(Expr top, Expr bottom)) {
                if (top instanceof Num(Rational n)
                        && bottom instanceof Num(Rational d)
                        && n.isInteger()
                        && d.isInteger()
                        && n.signum() > 0
                        && n.compareTo(d) < 0) {
                    return new Num(value.plus(n.dividedBy(d, steps), steps));
                }
                return new Expr.Product(List.of(new Num(value), postfixed(new Expr.Quotient(top, bottom))));
            }
        }
        return new Num(value);
    }

    private Expr postfixed(Expr value) throws ParseFailure {
        Expr result = postfix(value);
        return parser.peek().is("^") ? raised(result) : result;
    }

    /** {@code 204_5}: digits in a base from 2 to 36. */
    private Expr inBase(Token digits) throws ParseFailure {
        parser.next();
        boolean braces = parser.peek().is("{");
        if (braces) {
            parser.next();
        }
        Token base = parser.next();
        if (base.kind() != Kind.NUMBER
                || !base.whole()
                || base.value().compareTo(Rational.TWO) < 0
                || base.value().compareTo(Rational.of(36)) > 0
                || !digits.whole()) {
            throw new ParseFailure(base.position(), "a base from 2 to 36 is expected");
        }
        if (braces) {
            parser.expect("}");
        }
        int radix = base.value().numerator().intValueExact();
        String written = digits.value().numerator().toString();
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) - '0' >= radix) {
                throw new ParseFailure(digits.position(), "the digit " + written.charAt(i) + " in base " + radix);
            }
        }
        return new Num(Rational.of(new BigInteger(written, radix)));
    }

    private Expr letter() throws ParseFailure {
        String name = parser.next().text() + subscript();
        boolean function = name.equals("f") || name.equals("g") || name.equals("h");
        if (function && parser.peek().is("(")) {
            return new Functions(parser, this).applied(name);
        }
        return new Expr.Symbol(name);
    }

    /** What follows an underscore, as a part of the name. */
    String subscript() throws ParseFailure {
        if (!parser.peek().is("_")) {
            return "";
        }
        parser.next();
        StringBuilder name = new StringBuilder("_");
        if (!parser.peek().is("{")) {
            return name.append(parser.next().text()).toString();
        }
        parser.next();
        int open = 1;
        while (open > 0) {
            Token token = parser.next();
            if (token.kind() == Kind.END) {
                throw parser.unexpected();
            }
            open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            if (open > 0) {
                name.append(token.text());
            }
        }
        return name.toString();
    }

    private Expr constant() throws ParseFailure {
        Token token = parser.next();
        if (parser.peek().is("_")) {
            return new Expr.Symbol(token.text() + subscript());
        }
        return switch (token.text()) {
            case "e" -> Constant.E;
            case "i" -> Constant.I;
            default -> Words.constant(token.text()).orElseThrow();
        };
    }

    private Expr word() throws ParseFailure {
        Token token = parser.peek();
        if (!splits(token.text())) {
            throw new ParseFailure(token.position(), "the word '" + token.text() + "'");
        }
        parser.next();
        List<Expr> letters = new ArrayList<>();
        for (int i = 0; i < token.text().length(); i++) {
            letters.add(
                    switch (token.text().charAt(i)) {
                        case 'e' -> Constant.E;
                        case 'i' -> Constant.I;
                        default -> new Expr.Symbol(token.text().substring(i, i + 1));
                    });
        }
        if (parser.peek().is("^") || parser.peek().is("_") || parser.peek().is("!")) {
            Expr last = letters.removeLast();
            if (last instanceof Expr.Symbol(String name)) {
                last = new Expr.Symbol(name + subscript());
            }
            letters.add(postfixed(last));
        }
        return new Expr.Product(letters);
    }

    private Expr command() throws ParseFailure {
        Token token = parser.next();
        return switch (token.text()) {
            case "frac" -> {
                Expr numerator = argument();
                yield new Expr.Quotient(numerator, argument());
            }
            case "sqrt" -> {
                Expr degree = Parser.num(2);
                if (parser.peek().is("[")) {
                    parser.next();
                    degree = parser.sum();
                    parser.expect("]");
                }
                Token radicand = parser.peek();
                yield new Expr.Root(
                        radicand.kind() == Kind.NUMBER ? new Num(parser.next().value()) : argument(), degree);
            }
            case "binom" -> {
                Expr upper = argument();
                yield new Expr.Call("binom", List.of(upper, argument()));
            }
            case "overline" -> new Expr.Symbol("overline" + braced());
            case "mathbb" -> field(braced(), token);
            case "begin" -> new Brackets(parser).environment();
            case "lfloor" -> rounding("floor", "rfloor");
            case "lceil" -> rounding("ceil", "rceil");
            default -> throw new ParseFailure(token.position(), "unexpected \\" + token.text());
        };
    }

    private Expr rounding(String function, String end) throws ParseFailure {
        Expr of = parser.sum();
        if (!parser.peek().isCommand(end)) {
            throw parser.unexpected();
        }
        parser.next();
        return new Expr.Call(function, List.of(of));
    }

    private static Expr field(String letter, Token token) throws ParseFailure {
        return switch (letter) {
            case "R" -> Constant.REALS;
            case "Q" -> Constant.RATIONALS;
            case "Z" -> Constant.INTEGERS;
            case "N" -> Constant.NATURALS;
            case "C" -> Constant.COMPLEX;
            default -> throw new ParseFailure(token.position(), "the set \\mathbb{" + letter + "}");
        };
    }

    private String braced() throws ParseFailure {
        parser.expect("{");
        StringBuilder content = new StringBuilder();
        while (!parser.peek().is("}")) {
            if (parser.peek().kind() == Kind.END) {
                throw parser.unexpected();
            }
            content.append(parser.next().text());
        }
        parser.next();
        return content.toString();
    }

    /** The argument of a command: braces, or one digit, letter or command, as TeX takes it. */
    Expr argument() throws ParseFailure {
        parser.enter();
        Token token = parser.peek();
        Expr result;
        if (token.is("{")) {
            parser.next();
            result = parser.sum();
            parser.expect("}");
        } else if (token.kind() == Kind.NUMBER && token.whole()) {
            result = new Num(parser.nextDigit());
        } else if (token.kind() == Kind.LETTER || token.kind() == Kind.CONSTANT || token.kind() == Kind.COMMAND) {
            result = token.kind() == Kind.LETTER ? Parser.symbol(parser.next().text()) : atom();
        } else if (token.is("(")) {
            result = atom();
        } else {
            throw parser.unexpected();
        }
        parser.leave();
        return result;
    }
}
