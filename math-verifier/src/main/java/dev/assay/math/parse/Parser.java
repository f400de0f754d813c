package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr.Num;
import dev.assay.math.parse.Expr.Symbol;
import dev.assay.math.parse.lex.Token;
import dev.assay.math.parse.lex.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recursive descent over tokens: set operations, sums and products, with {@link Statements} above and
 * {@link Quantities} and {@link Primary} below.
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

    private final Statements statements;

    /** How many {@code |} are open, and so close instead of opening. */
    int bars;

    /** Whether a colon separates a set's elements from their condition instead of two parts of a ratio. */
    boolean colonSeparates;

    /** The variable of the {@code dx} that was read inside of the innermost open integral; empty before. */
    Optional<String> differential = Optional.empty();

    /** Indices of sums, which may have the name of a constant. */
    final Set<String> indices = new HashSet<>();

    Parser(List<Token> tokens) {
        this.tokens = tokens;
        this.primary = new Primary(this);
        this.quantities = new Quantities(this);
        this.statements = new Statements(this);
    }

    Expr parse() throws ParseFailure {
        while (peek().is(",") || peek().is(";") || peek().is("\\\\") || peek().is("and") || peek().is("or")) {
            next(); // "and 5", "or 5" after a list was cut
        }
        if (peek().kind() == Kind.END) {
            throw new ParseFailure(peek().position(), "nothing to read");
        }
        Expr result = statements.listing();
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
        return result;
    }

    /** One value or statement, or several as a listing. */
    Expr listing() throws ParseFailure {
        return statements.listing();
    }

    /** Values or statements with separators between them, up to a closing bracket. */
    List<Expr> items() throws ParseFailure {
        return statements.items();
    }

    /** A value or a statement. */
    Expr item() throws ParseFailure {
        return statements.statement();
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

    /** A value with its unit, or a set from operations on sets. */
    Expr side() throws ParseFailure {
        boolean braces = peek().is("{");
        boolean set = isSetSign(previous());
        Expr left = quantities.read();
        left = braces && (set || isSetSign(peek())) ? braced(left) : left;
        while (peek().is("∪") || peek().is("∩") || peek().is("\\")) {
            Expr.SetOperator operator = switch (next().text()) {
                case "∪" -> Expr.SetOperator.UNION;
                case "∩" -> Expr.SetOperator.INTERSECTION;
                default -> Expr.SetOperator.DIFFERENCE;
            };
            wrap();
            boolean right = peek().is("{");
            Expr operand = sum();
            left = new Expr.SetOperation(operator, left, right ? braced(operand) : operand);
        }
        return left;
    }

    private static boolean isSetSign(Token token) {
        return token.kind() == Kind.SIGN
                && switch (token.text()) {
                    case "∪", "∩", "\\", "in", "notin", "⊂", "⊆", "⊃", "⊇" -> true;
                    default -> false;
                };
    }

    /** One value in plain braces is a set where a set is meant. */
    private Expr braced(Expr value) {
        return previous().is("}") && (value instanceof Num || value instanceof Symbol || value instanceof Expr.Negation)
                ? new Expr.SetOf(List.of(value))
                : value;
    }

    Expr sum() throws ParseFailure {
        enter();
        List<Expr> terms = new ArrayList<>();
        terms.add(signed());
        while ((peek().is("+") || peek().is("-") || peek().is("±") || peek().is("∓")) && differential.isEmpty()) {
            terms.add(signed());
        }
        leave();
        if (terms.size() > 1
                && terms.getLast() instanceof Expr.Call(String function, List<Expr> _)
                && function.equals("mod")
                && !previous().is(")")) {
            throw new ParseFailure(previous().position(), "a remainder of a sum, which may be of its last term only");
        }
        return terms.size() == 1 ? terms.getFirst() : new Expr.Sum(terms);
    }

    Expr signed() throws ParseFailure {
        if (peek().is("-")) {
            next();
            return negated(descend());
        }
        if (peek().is("±")) {
            next();
            return new Expr.PlusMinus(descend());
        }
        if (peek().is("∓")) {
            next();
            return new Expr.MinusPlus(descend());
        }
        if (peek().is("+")) {
            next();
            return descend();
        }
        return product();
    }

    /** The sign belongs to the value of a measure, and to the dividend of a remainder. */
    private static Expr negated(Expr value) {
        return switch (value) {
            case Expr.Measure(Expr number, String unit) -> new Expr.Measure(new Expr.Negation(number), unit);
            case Expr.Call(String function, List<Expr> arguments)
            when function.equals("mod") ->
                new Expr.Call("mod", List.of(new Expr.Negation(arguments.get(0)), arguments.get(1)));
            case Expr other -> new Expr.Negation(other);
        };
    }

    private Expr descend() throws ParseFailure {
        enter();
        Expr result = signed();
        leave();
        return result;
    }

    /** Factors with or without operators; a remainder binds like a quotient. */
    private Expr product() throws ParseFailure {
        List<Expr> factors = new ArrayList<>(List.of(primary.power()));
        while (true) {
            if (peek().is("*")) {
                next();
                factors.add(factor());
            } else if (peek().is("/")) {
                next();
                wrap();
                factors = new ArrayList<>(List.of(new Expr.Quotient(product(factors), factor())));
            } else if (peek().isCommand("bmod")) {
                next();
                wrap();
                factors = new ArrayList<>(List.of(new Expr.Call("mod", List.of(product(factors), factor()))));
            } else if (peek().kind() == Kind.DIFFERENTIAL) {
                differential = Optional.of(next().text());
                return product(factors);
            } else if (primary.continues()) {
                factors.add(primary.power());
            } else {
                return product(factors);
            }
        }
    }

    private static Expr product(List<Expr> factors) {
        if (factors.size() == 1) {
            return factors.getFirst();
        }
        return new Expr.Product(factors.stream()
                .map(factor -> factor instanceof Expr.SetOf(List<Expr> items) && items.size() == 1
                        ? items.getFirst() // braces as brackets: \{1+2\}\{3-4\}
                        : factor)
                .toList());
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

    /** Cuts the word that is {@code count} tokens ahead in two. */
    void split(int count, int letters) {
        Token word = tokens.get(at + count);
        tokens.set(
                at + count,
                new Token(
                        Kind.LETTER,
                        word.text().substring(0, letters),
                        word.value(),
                        false,
                        word.position(),
                        word.spaced()));
        tokens.add(
                at + count + 1,
                new Token(
                        Kind.LETTER,
                        word.text().substring(letters),
                        word.value(),
                        false,
                        word.position() + letters,
                        false));
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

    /** Leaves away the signs that only align what stands below each other, up to the end of the environment. */
    void dropAlignment() {
        int open = 1;
        for (int i = at; i < tokens.size() && open > 0; i++) {
            Token token = tokens.get(i);
            open += token.isCommand("begin") ? 1 : token.isCommand("end") ? -1 : 0;
            if (open == 1 && token.is("&")) {
                tokens.remove(i--);
            }
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
