package dev.assay.math.parse;

import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.parse.Expr.Num;
import dev.assay.math.parse.lex.Token;
import dev.assay.math.parse.lex.Token.Kind;
import dev.assay.math.parse.lex.Words;
import dev.assay.math.parse.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Powers and what stands in them: numbers, letters, commands, functions, brackets. */
final class Primary {
    private final Parser parser;
    private final Brackets brackets;
    private final Calculus calculus;
    private final Counting counting;
    private final Numerals numerals;
    private final Postfixes postfixes;

    Primary(Parser parser) {
        this.parser = parser;
        this.brackets = new Brackets(parser);
        this.calculus = new Calculus(parser, this);
        this.counting = new Counting(parser);
        this.numerals = new Numerals(parser, this);
        this.postfixes = new Postfixes(parser, this, numerals);
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
            case WORD -> parser.previous().kind() != Kind.TEXT && splits(token.text()) && !isUnit(token);
            case SIGN ->
                token.is("(") && !parser.ahead(1).isCommand("bmod")
                        || token.is("{")
                        || token.is("\\{") && parser.previous().is("\\}")
                        || token.is("[") && brackets.groups()
                        || token.is("lvert")
                        || token.is("lVert")
                        || (token.is("|") || token.is("‖")) && parser.bars == 0;
            case TEXT, CURRENCY, DIFFERENTIAL, END -> false;
        };
    }

    /** Two letters that run on are rather two variables where few would mean so small or large a unit. */
    private static boolean isUnit(Token word) {
        String text = word.text();
        boolean rare = text.length() == 2 && "nphf".indexOf(text.charAt(0)) >= 0 && "msg".indexOf(text.charAt(1)) >= 0;
        return Units.isKnown(text) && (word.spaced() || !rare);
    }

    private static boolean closing(String command) {
        return switch (command) {
            case "end", "rfloor", "rceil", "bmod", "pmod", "choose" -> true;
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
        Expr base = postfixed(atom());
        parser.leave();
        return base;
    }

    /** What stands behind a value: signs, exponents, and an index behind an exponent. */
    Expr postfixed(Expr value) throws ParseFailure {
        return postfixes.read(value);
    }

    private Expr atom() throws ParseFailure {
        Token token = parser.peek();
        return switch (token.kind()) {
            case NUMBER -> numerals.number();
            case LETTER -> letter();
            case CONSTANT -> constant();
            case FUNCTION -> new Functions(parser, this).call();
            case COMMAND -> command();
            case WORD -> word();
            case TEXT -> {
                parser.next();
                yield new Expr.Text(token.text());
            }
            case CURRENCY -> {
                parser.next();
                yield new Expr.Measure(parser.peek().is("-") ? parser.signed() : power(), token.text());
            }
            case DIFFERENTIAL -> calculus.differential();
            case SIGN -> counting.isPrescript() ? counting.prescript() : sign(token);
            case END -> throw parser.unexpected();
        };
    }

    private Expr sign(Token token) throws ParseFailure {
        if (token.is("!") && parser.ahead(1).kind() == Kind.NUMBER) {
            parser.next();
            return new Expr.Call("subfactorial", List.of(numerals.number()));
        }
        return brackets.read();
    }

    private Expr letter() throws ParseFailure {
        if (counting.isCount()) {
            return counting.count();
        }
        StringBuilder name = new StringBuilder(parser.next().text()).append(subscript());
        boolean function = name.length() == 1 && "fgh".indexOf(name.charAt(0)) >= 0;
        boolean primes = parser.peek().is("'");
        while (parser.peek().is("'")) {
            parser.wrap();
            name.append(parser.next().text());
        }
        if (function && isInverse()) {
            for (int i = 0; i < 5; i++) {
                parser.next();
            }
            return new Functions(parser, this).applied(name + "^-1");
        }
        if ((function || primes) && parser.peek().is("(")) {
            return new Functions(parser, this).applied(name.toString());
        }
        return new Expr.Symbol(name.toString());
    }

    /** Whether {@code ^{-1}} and an argument follow the name of a function. */
    private boolean isInverse() {
        return parser.peek().is("^")
                && parser.ahead(1).is("{")
                && parser.ahead(2).is("-")
                && parser.ahead(3).text().equals("1")
                && parser.ahead(4).is("}")
                && parser.ahead(5).is("(");
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
        if (parser.indices.contains(token.text())) {
            return new Expr.Symbol(token.text());
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

    Expr command() throws ParseFailure {
        Token token = parser.next();
        return switch (token.text()) {
            case "frac" -> {
                Optional<Expr> derivative = calculus.derivative();
                if (derivative.isPresent()) {
                    yield derivative.get();
                }
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
            case "overline" -> new Expr.Symbol("overline" + braced() + subscript());
            case "mathbb" -> brackets.field(braced(), token);
            case "begin" -> new Environments(parser).read();
            case "sum" -> calculus.iterated(Expr.IteratedOperator.SUM);
            case "prod" -> calculus.iterated(Expr.IteratedOperator.PRODUCT);
            case "int", "oint" -> calculus.integral(1);
            case "iint" -> calculus.integral(2);
            case "iiint" -> calculus.integral(3);
            case "lim" -> calculus.limit();
            case "complement" -> brackets.complement(this);
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
        } else if (token.is("(") || token.kind() == Kind.FUNCTION || token.is("lvert")) {
            result = atom();
        } else {
            throw parser.unexpected();
        }
        parser.leave();
        return result;
    }
}
