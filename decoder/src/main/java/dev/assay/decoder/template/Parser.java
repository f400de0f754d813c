package dev.assay.decoder.template;

import dev.assay.decoder.template.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses expressions by precedence climbing, as Jinja orders them: if, or, and, not, comparison, +, ~, *, -, **. */
final class Parser {
    private static final int DEEPEST = 100;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final List<Token> tokens;
    private int at;
    private int depth;

    Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean accept(String operator) {
        if (peek().isOperator(operator)) {
            at++;
            return true;
        }
        return false;
    }

    boolean acceptName(String name) {
        if (peek().isName(name)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String operator) {
        if (!accept(operator)) {
            throw new TemplateException("'" + operator + "' expected, not '" + peek().text() + "'");
        }
    }

    void expect(Kind kind) {
        if (next().kind() != kind) {
            throw new TemplateException("the tag goes on where it should end, or ends too early");
        }
    }

    String name() {
        Token token = next();
        if (token.kind() != Kind.NAME) {
            throw new TemplateException("a name expected, not '" + token.text() + "'");
        }
        return token.text();
    }

    /** Counts how deep parsing is, so that no template overflows the stack. */
    void enter() {
        if (++depth > DEEPEST) {
            throw new TemplateException("nested deeper than " + DEEPEST);
        }
    }

    void leave() {
        depth--;
    }

    Expression expression() {
        enter();
        Expression value = either();
        if (acceptName("if")) {
            Expression condition = either();
            Optional<Expression> otherwise = acceptName("else") ? Optional.of(expression()) : Optional.empty();
            value = new Expression.Conditional(condition, value, otherwise);
        }
        leave();
        return value;
    }

    /** An expression, or several with commas between, which make a list. */
    Expression expressions() {
        Expression first = expression();
        if (!peek().isOperator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (accept(",")) {
            items.add(expression());
        }
        return new Expression.ListOf(items);
    }

    /** Without {@code if}, which belongs to the loop. */
    Expression either() {
        Expression left = both();
        while (acceptName("or")) {
            left = new Expression.Either(left, both());
        }
        return left;
    }

    private Expression both() {
        Expression left = not();
        while (acceptName("and")) {
            left = new Expression.Both(left, not());
        }
        return left;
    }

    private Expression not() {
        if (!acceptName("not")) {
            return comparison();
        }
        enter();
        Expression input = not();
        leave();
        return new Expression.Not(input);
    }

    private Expression comparison() {
        Expression first = sum();
        List<Map.Entry<String, Expression>> rest = new ArrayList<>();
        while (true) {
            if (peek().kind() == Kind.OPERATOR && COMPARISONS.contains(peek().text())) {
                String operator = next().text();
                rest.add(Map.entry(operator, sum()));
            } else if (acceptName("in")) {
                rest.add(Map.entry("in", sum()));
            } else if (peek().isName("not") && tokens.get(at + 1).isName("in")) {
                at += 2;
                rest.add(Map.entry("not in", sum()));
            } else {
                return rest.isEmpty() ? first : new Expression.Comparison(first, rest);
            }
        }
    }

    private Expression sum() {
        Expression left = concatenation();
        while (peek().isOperator("+") || peek().isOperator("-")) {
            String operator = next().text();
            left = new Expression.Binary(operator, left, concatenation());
        }
        return left;
    }

    private Expression concatenation() {
        Expression left = product();
        while (accept("~")) {
            left = new Expression.Binary("~", left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = unary();
        while (peek().isOperator("*") || peek().isOperator("/") || peek().isOperator("//") || peek().isOperator("%")) {
            String operator = next().text();
            left = new Expression.Binary(operator, left, unary());
        }
        return left;
    }

    private Expression unary() {
        enter();
        Expression value;
        if (accept("-")) {
            value = new Expression.Negative(unary());
        } else if (accept("+")) {
            value = unary();
        } else {
            value = filtered(postfix(primary()));
        }
        leave();
        return value;
    }

    private Expression primary() {
        Token token = next();
        return switch (token.kind()) {
            case STRING -> strings(token);
            case WHOLE -> new Expression.Literal(new Value.Whole(Long.parseLong(token.text())));
            case DECIMAL -> new Expression.Literal(new Value.Decimal(Double.parseDouble(token.text())));
            case NAME ->
                switch (token.text()) {
                    case "true", "True" -> new Expression.Literal(new Value.Bool(true));
                    case "false", "False" -> new Expression.Literal(new Value.Bool(false));
                    case "none", "None" -> new Expression.Literal(new Value.None());
                    default -> new Expression.Name(token.text());
                };
            case OPERATOR ->
                switch (token.text()) {
                    case "(" -> parenthesis();
                    case "[" -> new Expression.ListOf(items("]"));
                    case "{" -> mapping();
                    default -> throw new TemplateException("'" + token.text() + "' where a value should be");
                };
            case TEXT, OPEN_EXPRESSION, OPEN_STATEMENT, CLOSE, END ->
                throw new TemplateException("a tag ends where a value should be");
        };
    }

    /** Neighbouring strings are one. */
    private Expression strings(Token first) {
        StringBuilder text = new StringBuilder(first.text());
        while (peek().kind() == Kind.STRING) {
            text.append(next().text());
        }
        return new Expression.Literal(new Value.Text(text.toString()));
    }

    private Expression parenthesis() {
        if (accept(")")) {
            return new Expression.ListOf(List.of());
        }
        Expression first = expression();
        if (accept(")")) {
            return first;
        }
        expect(",");
        List<Expression> all = new ArrayList<>(List.of(first));
        all.addAll(items(")"));
        return new Expression.ListOf(all);
    }

    private List<Expression> items(String end) {
        List<Expression> items = new ArrayList<>();
        while (!accept(end)) {
            items.add(expression());
            if (!accept(",")) {
                expect(end);
                break;
            }
        }
        return items;
    }

    private Expression mapping() {
        List<Map.Entry<Expression, Expression>> entries = new ArrayList<>();
        while (!accept("}")) {
            Expression key = expression();
            expect(":");
            entries.add(Map.entry(key, expression()));
            if (!accept(",")) {
                expect("}");
                break;
            }
        }
        return new Expression.MapOf(entries);
    }

    private Expression postfix(Expression start) {
        Expression value = start;
        while (true) {
            if (accept(".")) {
                Token name = next();
                value = name.kind() == Kind.WHOLE
                        ? new Expression.Item(
                                value, new Expression.Literal(new Value.Whole(Long.parseLong(name.text()))))
                        : new Expression.Attribute(value, name.text());
            } else if (accept("[")) {
                value = subscript(value);
            } else if (accept("(")) {
                value = new Expression.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression subscript(Expression of) {
        Optional<Expression> from = peek().isOperator(":") ? Optional.empty() : Optional.of(expression());
        if (accept("]")) {
            return new Expression.Item(of, from.orElseThrow());
        }
        expect(":");
        Optional<Expression> to = bound();
        Optional<Expression> step = accept(":") ? bound() : Optional.empty();
        expect("]");
        return new Expression.Slice(of, from, to, step);
    }

    private Optional<Expression> bound() {
        return peek().isOperator(":") || peek().isOperator("]") ? Optional.empty() : Optional.of(expression());
    }

    /** Behind the opening parenthesis. */
    private Expression.Arguments arguments() {
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!accept(")")) {
            if (peek().kind() == Kind.NAME && tokens.get(at + 1).isOperator("=")) {
                String name = name();
                expect("=");
                named.put(name, expression());
            } else {
                positional.add(expression());
            }
            if (!accept(",")) {
                expect(")");
                break;
            }
        }
        return new Expression.Arguments(positional, named);
    }

    private Expression filtered(Expression start) {
        Expression value = start;
        while (true) {
            if (accept("|")) {
                String name = name();
                value = postfix(
                        new Expression.Filter(value, name, accept("(") ? arguments() : Expression.Arguments.NONE));
            } else if (acceptName("is")) {
                boolean negated = acceptName("not");
                value = new Expression.Test(value, name(), testArguments(), negated);
            } else {
                return value;
            }
        }
    }

    /** A test may have one argument without parentheses. */
    private Expression.Arguments testArguments() {
        if (accept("(")) {
            return arguments();
        }
        Token token = peek();
        boolean value = token.kind() == Kind.STRING
                || token.kind() == Kind.WHOLE
                || token.kind() == Kind.DECIMAL
                || token.kind() == Kind.NAME
                        && !Set.of("and", "or", "else", "if", "is", "in", "not").contains(token.text());
        return value ? new Expression.Arguments(List.of(postfix(primary())), Map.of()) : Expression.Arguments.NONE;
    }
}
