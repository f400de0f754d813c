package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.parse.lex.Token;
import dev.assay.math.parse.lex.Token.Kind;
import dev.assay.math.parse.unit.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows a value and says what it counts: units, counting words of any script, currencies, moduli. */
final class Quantities {
    /** The most characters of a counting word that is not in Latin letters; what is longer is a sentence. */
    private static final int MAX_COUNTER = 6;

    private static final int MAX_PARTS = 4;

    private final Parser parser;

    Quantities(Parser parser) {
        this.parser = parser;
    }

    /** A sum with its currency before it or its unit after it, and a modulus at the end. */
    Expr read() throws ParseFailure {
        Optional<String> currency = Optional.empty();
        if (parser.peek().kind() == Kind.CURRENCY) {
            currency = Optional.of(parser.next().text());
        }
        Expr value = compound(withUnit(parser.sum()));
        if (currency.isPresent() && !(value instanceof Expr.Measure)) {
            value = new Expr.Measure(value, currency.get());
        }
        return modulus(value);
    }

    /** {@code 4 h 30 min} is one measure in its first unit. */
    private Expr compound(Expr first) throws ParseFailure {
        if (!(first instanceof Expr.Measure(Expr value, String unit))
                || parser.peek().kind() != Kind.NUMBER) {
            return first;
        }
        Steps steps = new Steps(100_000);
        Units.Unit whole = Units.read(unit, steps);
        List<Expr> parts = new ArrayList<>(List.of(value));
        while (parser.peek().kind() == Kind.NUMBER && parts.size() < MAX_PARTS) {
            int position = parser.peek().position();
            if (!(withUnit(new Expr.Num(parser.next().value())) instanceof Expr.Measure(Expr part, String name))) {
                throw new ParseFailure(position, "a number without the unit that the one before has");
            }
            Units.Unit smaller = Units.read(name, steps);
            if (whole.dimension().isEmpty() || !whole.dimension().equals(smaller.dimension())) {
                throw new ParseFailure(position, "a measure of another kind");
            }
            Rational scale = smaller.factor().dividedBy(whole.factor(), steps);
            parts.add(new Expr.Product(List.of(part, new Expr.Num(scale))));
        }
        return new Expr.Measure(new Expr.Sum(parts), unit);
    }

    /** {@code \pmod{n}} or {@code (mod n)}. */
    private Expr modulus(Expr value) throws ParseFailure {
        Expr modulus;
        if (parser.peek().isCommand("pmod")) {
            parser.next();
            modulus = new Primary(parser).argument();
        } else if (parser.peek().is("(") && parser.ahead(1).isCommand("bmod")) {
            parser.next();
            parser.next();
            modulus = parser.sum();
            parser.expect(")");
        } else {
            return value;
        }
        return new Expr.Call("pmod", List.of(value, modulus));
    }

    /** A unit after a value: words, with powers and quotients of words. */
    private Expr withUnit(Expr value) throws ParseFailure {
        if (value instanceof Expr.Text || value instanceof Expr.Measure || !startsUnit()) {
            return value;
        }
        StringBuilder unit = new StringBuilder();
        while (true) {
            Token token = parser.peek();
            if (token.kind() == Kind.TEXT
                    || token.kind() == Kind.WORD
                    || token.kind() == Kind.LETTER
                    || token.kind() == Kind.CURRENCY) {
                if (isSentence(token)) {
                    throw parser.unexpected();
                }
                if (!unit.isEmpty() && Character.isLetterOrDigit(unit.charAt(unit.length() - 1))) {
                    unit.append(' ');
                }
                unit.append(parser.next().text());
            } else if (token.is("/") || token.is("*")) {
                unit.append(parser.next().text());
            } else if (token.is("^")) {
                exponent(unit);
            } else {
                return new Expr.Measure(value, unit.toString());
            }
        }
    }

    private void exponent(StringBuilder unit) throws ParseFailure {
        parser.next();
        boolean braces = parser.peek().is("{");
        if (braces) {
            parser.next();
        }
        boolean minus = parser.peek().is("-");
        if (minus) {
            parser.next();
        }
        if (parser.peek().kind() != Kind.NUMBER) {
            throw parser.unexpected();
        }
        unit.append('^').append(minus ? "-" : "").append(parser.next().text());
        if (braces) {
            parser.expect("}");
        }
    }

    /** Whether words of a script without spaces say more than what is counted, perhaps that the number is wrong. */
    private static boolean isSentence(Token token) {
        String text = token.text();
        if (token.kind() != Kind.TEXT || text.isEmpty() || text.charAt(0) < 0x2E80) {
            return false;
        }
        return text.length() > MAX_COUNTER
                || text.indexOf('不') >= 0
                || text.indexOf('非') >= 0
                || text.indexOf('没') >= 0;
    }

    private boolean startsUnit() {
        Kind kind = parser.peek().kind();
        return kind == Kind.TEXT || kind == Kind.WORD || kind == Kind.CURRENCY || spacedLetter();
    }

    /** Whether a single letter follows that is written like a unit: {@code 5 m}, {@code 5 m/s}, then the end. */
    boolean spacedLetter() {
        if (!parser.peek().spaced() || parser.previous().kind() != Kind.NUMBER) {
            return false;
        }
        int i = 0;
        while (parser.ahead(i).kind() == Kind.LETTER
                && "mgshLlNJWVAKCF".contains(parser.ahead(i).text())) {
            i++;
            if (parser.ahead(i).is("^") && parser.ahead(i + 1).kind() == Kind.NUMBER) {
                i += 2;
            }
            if (parser.ahead(i).is("/")) {
                i++;
            } else {
                Token after = parser.ahead(i);
                return Parser.closes(after) || after.is(",") || after.kind() == Kind.NUMBER;
            }
        }
        return false;
    }
}
