package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr.Num;
import dev.assay.math.parse.Expr.Operator;
import dev.assay.math.parse.Expr.Symbol;
import dev.assay.math.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recursive descent over tokens: lists, relations, set operations, sums, products; {@link Quantities} and
 * {@link Primary} below.
 */
final class Parser {
    private static final int MAX_DEPTH = 150;
    private static final int MAX_WRAPS = 300;

    private final List<Token> tokens;
    private final Primary primary;
    private final Quantities quantities;
    private int at;
    private int depth;
    private int wraps;

    /** How many {@code |} are open, and so close instead of opening. */
    int bars;

    Parser(List<Token> tokens) {
        this.tokens = tokens;
        this.primary = new Primary(this);
        this.quantities = new Quantities(this);
    }

    Expr parse() throws ParseFailure {
        while (peek().is(",") || peek().is(";") || peek().is("\\\\")) {
            next(); // "and 5", "or 5" after a list was cut
        }
        if (peek().kind() == Kind.END) {
            throw new ParseFailure(peek().position(), "nothing to read");
        }
        Expr result = listing();
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
        return result;
    }

    /** Values separated by commas, semicolons, "and" or "or". */
    Expr listing() throws ParseFailure {
        List<Expr> items = items();
        return items.size() == 1 ? items.getFirst() : new Expr.Listing(items);
    }

    List<Expr> items() throws ParseFailure {
        List<Expr> items = new ArrayList<>();
        while (true) {
            items.add(relation());
            boolean more = false;
            while (peek().is(",") || peek().is(";")) {
                next();
                more = true;
            }
            if (!more || closes(peek())) {
                return items;
            }
        }
    }

    static boolean closes(Token token) {
        return token.kind() == Kind.END
                || token.is(")")
                || token.is("]")
                || token.is("}")
                || token.is("\\}")
                || token.is("&")
                || token.is("\\\\")
                || token.isCommand("end");
    }

    Expr relation() throws ParseFailure {
        enter();
        Expr first = side();
        if (peek().is(":")) {
            List<Expr> parts = new ArrayList<>(List.of(first));
            while (peek().is(":")) {
                next();
                parts.add(side());
            }
            first = new Expr.Ratio(parts);
        }
        List<Expr> sides = new ArrayList<>(List.of(first));
        List<Operator> operators = new ArrayList<>();
        for (Optional<Operator> operator = operator(peek()); operator.isPresent(); operator = operator(peek())) {
            next();
            operators.add(operator.get());
            Expr side = side();
            if (peek().is(":")) {
                List<Expr> parts = new ArrayList<>(List.of(side));
                while (peek().is(":")) {
                    next();
                    parts.add(side());
                }
                side = new Expr.Ratio(parts);
            }
            sides.add(side);
        }
        leave();
        return operators.isEmpty() ? first : new Expr.Relation(sides, operators);
    }

    private static Optional<Operator> operator(Token token) {
        if (token.kind() != Kind.SIGN) {
            return Optional.empty();
        }
        return switch (token.text()) {
            case "=" -> Optional.of(Operator.EQUAL);
            case "≈" -> Optional.of(Operator.APPROXIMATELY);
            case "!=" -> Optional.of(Operator.NOT_EQUAL);
            case "<" -> Optional.of(Operator.LESS);
            case "<=" -> Optional.of(Operator.LESS_OR_EQUAL);
            case ">" -> Optional.of(Operator.GREATER);
            case ">=" -> Optional.of(Operator.GREATER_OR_EQUAL);
            case "in" -> Optional.of(Operator.ELEMENT_OF);
            default -> Optional.empty();
        };
    }

    private Expr side() throws ParseFailure {
        Expr left = quantities.read();
        while (peek().is("∪") || peek().is("∩") || peek().is("\\")) {
            Expr.SetOperator operator = switch (next().text()) {
                case "∪" -> Expr.SetOperator.UNION;
                case "∩" -> Expr.SetOperator.INTERSECTION;
                default -> Expr.SetOperator.DIFFERENCE;
            };
            wrap();
            left = new Expr.SetOperation(operator, left, sum());
        }
        return left;
    }

    Expr sum() throws ParseFailure {
        enter();
        List<Expr> terms = new ArrayList<>();
        terms.add(signed());
        while (peek().is("+") || peek().is("-") || peek().is("±")) {
            terms.add(signed());
        }
        leave();
        if (peek().isCommand("bmod") && terms.size() == 1) { // of a sum nobody can say how far it reaches
            next();
            return new Expr.Call("mod", List.of(terms.getFirst(), product()));
        }
        return terms.size() == 1 ? terms.getFirst() : new Expr.Sum(terms);
    }

    private Expr signed() throws ParseFailure {
        if (peek().is("-")) {
            next();
            return new Expr.Negation(descend());
        }
        if (peek().is("±")) {
            next();
            return new Expr.PlusMinus(descend());
        }
        if (peek().is("+")) {
            next();
            return descend();
        }
        return product();
    }

    private Expr descend() throws ParseFailure {
        enter();
        Expr result = signed();
        leave();
        return result;
    }

    private Expr product() throws ParseFailure {
        Expr left = primary.power();
        List<Expr> factors = new ArrayList<>(List.of(left));
        while (true) {
            if (peek().is("*")) {
                next();
                factors.add(factor());
            } else if (peek().is("/")) {
                next();
                wrap();
                Expr numerator = factors.size() == 1 ? factors.getFirst() : new Expr.Product(factors);
                factors = new ArrayList<>(List.of(new Expr.Quotient(numerator, factor())));
            } else if (primary.continues()) {
                factors.add(primary.power());
            } else {
                return factors.size() == 1 ? factors.getFirst() : new Expr.Product(factors);
            }
        }
    }

    /** A factor after an operator may carry a sign: {@code 2 * -3}. */
    private Expr factor() throws ParseFailure {
        if (peek().is("-")) {
            next();
            enter();
            Expr result = new Expr.Negation(factor());
            leave();
            return result;
        }
        return primary.power();
    }

    // ── what the other readers need ──

    boolean spacedUnitLetter() {
        return quantities.spacedLetter();
    }

    Token peek() {
        return tokens.get(at);
    }

    Token ahead(int count) {
        return tokens.get(Math.clamp(at + count, 0, tokens.size() - 1));
    }

    Token previous() {
        return tokens.get(Math.max(0, at - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    /**
     * The next argument of a command without braces, which is one digit: {@code \frac12} is a half. Digits beyond the
     * second are refused, because nobody can say what they mean.
     */
    Rational nextDigit() throws ParseFailure {
        Token token = tokens.get(at);
        if (token.text().length() == 1) {
            return next().value();
        }
        if (token.text().length() > 2) {
            throw unexpected();
        }
        Rational last = Rational.of(token.text().charAt(1) - '0');
        tokens.set(at, new Token(Kind.NUMBER, token.text().substring(1), last, true, token.position() + 1, false));
        return Rational.of(token.text().charAt(0) - '0');
    }

    void expect(String sign) throws ParseFailure {
        if (!peek().is(sign)) {
            throw new ParseFailure(peek().position(), "expected " + sign + " before " + shown(peek()));
        }
        next();
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new TooCostly("nested more than " + MAX_DEPTH + " deep");
        }
    }

    /** Pays for a node that is put around what was read, so that trees stay flat however they are written. */
    void wrap() {
        if (++wraps > MAX_WRAPS) {
            throw new TooCostly("nested more than " + MAX_WRAPS + " deep");
        }
    }

    void leave() {
        depth--;
    }

    ParseFailure unexpected() {
        return new ParseFailure(peek().position(), "unexpected " + shown(peek()));
    }

    private static String shown(Token token) {
        return token.kind() == Kind.END
                ? "the end"
                : "'" + (token.text().length() > 20 ? token.text().substring(0, 20) + "…" : token.text()) + "'";
    }

    static Num num(long value) {
        return new Num(Rational.of(value));
    }

    static Symbol symbol(String name) {
        return new Symbol(name);
    }
}
