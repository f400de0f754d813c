package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr.IteratedOperator;
import dev.assay.math.parse.Expr.Num;
import dev.assay.math.parse.Expr.Side;
import dev.assay.math.parse.lex.Token;
import dev.assay.math.parse.lex.Token.Kind;
import java.util.List;
import java.util.Optional;

/** Sums, products, integrals, limits and derivatives, each with the variable that it binds. */
final class Calculus {
    private static final int MAX_ORDER = 20;

    private final Parser parser;
    private final Primary primary;

    Calculus(Parser parser, Primary primary) {
        this.parser = parser;
        this.primary = primary;
    }

    /** {@code \sum_{k=1}^{n} term}, with its bounds in either order; the term reaches to the next plus or minus. */
    Expr iterated(IteratedOperator operator) throws ParseFailure {
        parser.enter();
        Optional<String> index = Optional.empty();
        Optional<Expr> low = Optional.empty();
        Optional<Expr> high = Optional.empty();
        while (parser.peek().is("_") || parser.peek().is("^")) {
            if (parser.next().is("^")) {
                high = Optional.of(primary.argument());
                continue;
            }
            parser.expect("{");
            if (parser.peek().isName() && parser.ahead(1).is("=")) {
                index = Optional.of(parser.next().text());
                parser.next();
                low = Optional.of(parser.sum());
            } else {
                low = Optional.of(parser.sum());
                parser.expect("<=");
                index = Optional.of(name());
                parser.expect("<=");
                high = Optional.of(parser.sum());
            }
            parser.expect("}");
        }
        if (index.isEmpty() || low.isEmpty() || high.isEmpty()) {
            throw new ParseFailure(parser.peek().position(), "a sum or product without its bounds");
        }
        boolean added = parser.indices.add(index.get());
        Expr term = parser.signed();
        if (added) {
            parser.indices.remove(index.get());
        }
        parser.leave();
        return new Expr.Iterated(operator, index.get(), low.get(), high.get(), term);
    }

    private String name() throws ParseFailure {
        if (!parser.peek().isName()) {
            throw parser.unexpected();
        }
        return parser.next().text();
    }

    /** {@code \int_a^b f\,dx}; {@code count} integrals of what follows. */
    Expr integral(int count) throws ParseFailure {
        parser.enter();
        Optional<Expr> low = Optional.empty();
        Optional<Expr> high = Optional.empty();
        while (parser.peek().is("_") || parser.peek().is("^")) {
            if (count > 1) {
                throw parser.unexpected();
            }
            boolean below = parser.next().is("_");
            if (skipped()) {
                continue;
            }
            if (below) {
                low = Optional.of(bound());
            } else {
                high = Optional.of(bound());
            }
        }
        if (low.isPresent() != high.isPresent()) {
            throw new ParseFailure(parser.peek().position(), "an integral with one bound");
        }
        Optional<String> outer = parser.differential;
        parser.differential = Optional.empty();
        Expr result = parser.sum();
        if (result instanceof Expr.SetOf(List<Expr> items) && items.size() == 1) {
            result = items.getFirst(); // braces as brackets
        }
        for (int i = 0; i < count; i++) {
            if (parser.differential.isEmpty() && parser.peek().kind() == Kind.DIFFERENTIAL) {
                parser.differential = Optional.of(parser.next().text());
            }
            String variable = parser.differential.orElseThrow(
                    () -> new ParseFailure(parser.peek().position(), "an integral without its differential"));
            parser.differential = Optional.empty();
            result = low.isPresent() && high.isPresent()
                    ? new Expr.Integral(result, variable, low.get(), high.get())
                    : new Expr.Antiderivative(result, variable);
        }
        parser.differential = outer;
        parser.leave();
        return result;
    }

    /** Braces with nothing in them where a bound would be. */
    private boolean skipped() {
        if (!parser.peek().is("{") || !parser.ahead(1).is("}")) {
            return false;
        }
        parser.next();
        parser.next();
        return true;
    }

    private Expr bound() throws ParseFailure {
        if (!parser.peek().is("-")) {
            return primary.argument();
        }
        parser.next();
        return new Expr.Negation(primary.argument());
    }

    /** {@code \lim_{x \to a^+} f}. */
    Expr limit() throws ParseFailure {
        parser.enter();
        parser.expect("_");
        parser.expect("{");
        String variable = name();
        if (!parser.peek().is("→") && !parser.peek().is("⇒")) {
            throw parser.unexpected();
        }
        parser.next();
        Expr at = parser.sum();
        Side side = Side.BOTH;
        if (parser.peek().is("^")) {
            parser.next();
            boolean braces = parser.peek().is("{");
            if (braces) {
                parser.next();
            }
            side = parser.next().is("-") ? Side.BELOW : Side.ABOVE;
            if (braces) {
                parser.expect("}");
            }
        } else if (parser.peek().is("+") || parser.peek().is("-")) {
            side = parser.next().is("-") ? Side.BELOW : Side.ABOVE;
        }
        parser.expect("}");
        boolean added = parser.indices.add(variable);
        Expr of = parser.signed();
        if (added) {
            parser.indices.remove(variable);
        }
        parser.leave();
        return new Expr.Limit(of, variable, at, side);
    }

    /**
     * {@code \frac{d}{dx} f}, {@code \frac{d^2 y}{dx^2}}, {@code \frac{\partial f}{\partial x}}, after {@code \frac}.
     * Empty, and nothing read, where it is another fraction.
     */
    Optional<Expr> derivative() throws ParseFailure {
        Optional<Shape> shape = shape();
        if (shape.isEmpty()) {
            return Optional.empty();
        }
        Shape found = shape.get();
        parser.enter();
        for (int i = 0; i < found.operand(); i++) {
            parser.next();
        }
        Optional<Expr> of = Optional.empty();
        if (!parser.peek().is("}")) {
            of = Optional.of(parser.sum());
        }
        parser.expect("}");
        for (int i = 0; i < found.denominator(); i++) {
            parser.next();
        }
        Expr operand = of.isPresent() ? of.get() : parser.signed();
        parser.leave();
        return Optional.of(new Expr.Derivative(operand, found.variable(), found.order()));
    }

    /**
     * Where the parts of a derivative stand.
     *
     * @param operand how many tokens come before its operand
     * @param denominator how many tokens the denominator has, with its braces
     */
    private record Shape(int operand, int denominator, String variable, int order) {}

    private Optional<Shape> shape() {
        int at = 1;
        if (!parser.peek().is("{") || !isD(parser.ahead(at))) {
            return Optional.empty();
        }
        boolean glued = parser.ahead(at).kind() == Kind.WORD; // dy
        int order = 1;
        at++;
        if (!glued && parser.ahead(at).is("^")) {
            boolean braces = parser.ahead(at + 1).is("{");
            order = order(parser.ahead(braces ? at + 2 : at + 1));
            at += braces ? 4 : 2;
        }
        int operand = glued ? 1 : at;
        int close = close(at);
        int below = close + 1;
        if (close < 0
                || glued && close != at
                || order == 0
                || !parser.ahead(below).is("{")) {
            return Optional.empty();
        }
        Optional<String> variable = below(parser.ahead(below + 1), parser.ahead(below + 2));
        int end = below + (parser.ahead(below + 1).kind() == Kind.WORD ? 2 : 3);
        if (order > 1 && parser.ahead(end).is("^")) {
            boolean braces = parser.ahead(end + 1).is("{");
            if (order(parser.ahead(braces ? end + 2 : end + 1)) != order) {
                return Optional.empty();
            }
            end += braces ? 4 : 2;
        }
        if (variable.isEmpty() || !parser.ahead(end).is("}")) {
            return Optional.empty();
        }
        if (glued) {
            parser.split(1, 1); // the d of dy
            return Optional.of(new Shape(2, end - below + 1, variable.get(), order));
        }
        return Optional.of(new Shape(operand, end - below + 1, variable.get(), order));
    }

    private static boolean isD(Token token) {
        return token.is("∂")
                || token.kind() == Kind.LETTER && token.text().equals("d")
                || token.kind() == Kind.WORD
                        && token.text().length() == 2
                        && token.text().charAt(0) == 'd';
    }

    /** The variable of {@code dx}, {@code d\theta} or {@code \partial x}. */
    private static Optional<String> below(Token first, Token second) {
        if (first.kind() == Kind.WORD && isD(first)) {
            return Optional.of(first.text().substring(1));
        }
        return isD(first) && second.isName() ? Optional.of(second.text()) : Optional.empty();
    }

    private static int order(Token token) {
        return token.kind() == Kind.NUMBER && token.whole() && token.value().compareTo(Rational.of(MAX_ORDER)) <= 0
                ? token.value().numerator().intValueExact()
                : 0;
    }

    /** The offset of the brace that closes the group in which {@code from} lies; negative where it is far away. */
    private int close(int from) {
        int open = 1;
        for (int i = from; i < from + 60 && parser.ahead(i).kind() != Kind.END; i++) {
            open += parser.ahead(i).is("{") ? 1 : parser.ahead(i).is("}") ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return -1;
    }

    /** A value that is only a differential counts as one: {@code \frac{dz}{z}}. */
    Expr differential() {
        parser.differential = Optional.of(parser.next().text());
        return new Num(Rational.ONE);
    }
}
