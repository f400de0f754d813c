package dev.assay.decoder.template;

import dev.assay.decoder.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses a whole template. */
final class StatementParser {
    private final Parser parser;

    private StatementParser(List<Token> tokens) {
        this.parser = new Parser(tokens);
    }

    static List<Statement> parse(String template) {
        StatementParser statements = new StatementParser(Lexer.tokens(template));
        List<Statement> body = statements.body(Set.of());
        if (statements.parser.peek().kind() != Kind.END) {
            throw new TemplateException("text behind the end");
        }
        return body;
    }

    /** Statements up to one of the closing names, which is left to be read. */
    private List<Statement> body(Set<String> ends) {
        parser.enter();
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = parser.peek();
            if (token.kind() == Kind.END) {
                if (!ends.isEmpty()) {
                    throw new TemplateException("the end comes before " + ends);
                }
                break;
            }
            parser.next();
            if (token.kind() == Kind.TEXT) {
                statements.add(new Statement.Text(token.text()));
            } else if (token.kind() == Kind.OPEN_EXPRESSION) {
                statements.add(new Statement.Print(parser.expressions()));
                parser.expect(Kind.CLOSE);
            } else if (ends.contains(parser.peek().text())) {
                break;
            } else {
                statement(statements);
            }
        }
        parser.leave();
        return statements;
    }

    private void statement(List<Statement> statements) {
        String name = parser.name();
        switch (name) {
            case "if" -> statements.add(conditional());
            case "for" -> statements.add(loop());
            case "set" -> statements.add(assignment());
            case "macro" -> statements.add(macro());
            case "break" -> {
                parser.expect(Kind.CLOSE);
                statements.add(new Statement.Break());
            }
            case "continue" -> {
                parser.expect(Kind.CLOSE);
                statements.add(new Statement.Continue());
            }
            case "generation" -> {
                // Marks what the assistant said, for training; it prints what is in it.
                parser.expect(Kind.CLOSE);
                statements.addAll(body(Set.of("endgeneration")));
                end();
            }
            default -> throw new TemplateException("the statement " + name + " is not supported");
        }
    }

    private void end() {
        parser.next();
        parser.expect(Kind.CLOSE);
    }

    private Statement conditional() {
        List<Map.Entry<Expression, List<Statement>>> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        do {
            Expression condition = parser.expression();
            parser.expect(Kind.CLOSE);
            branches.add(Map.entry(condition, body(Set.of("elif", "else", "endif"))));
        } while (parser.acceptName("elif"));
        if (parser.acceptName("else")) {
            parser.expect(Kind.CLOSE);
            otherwise = body(Set.of("endif"));
        }
        end();
        return new Statement.If(branches, otherwise);
    }

    private Statement loop() {
        List<String> names = names();
        if (!parser.acceptName("in")) {
            throw new TemplateException("for without in");
        }
        Expression items = parser.either();
        Optional<Expression> condition = parser.acceptName("if") ? Optional.of(parser.expression()) : Optional.empty();
        parser.expect(Kind.CLOSE);
        List<Statement> body = body(Set.of("else", "endfor"));
        List<Statement> otherwise = List.of();
        if (parser.acceptName("else")) {
            parser.expect(Kind.CLOSE);
            otherwise = body(Set.of("endfor"));
        }
        end();
        return new Statement.For(names, items, condition, body, otherwise);
    }

    private List<String> names() {
        boolean parenthesis = parser.accept("(");
        List<String> names = new ArrayList<>(List.of(parser.name()));
        while (parser.accept(",")) {
            names.add(parser.name());
        }
        if (parenthesis) {
            parser.expect(")");
        }
        return names;
    }

    private Statement assignment() {
        List<String> names = names();
        Optional<String> attribute = parser.accept(".") ? Optional.of(parser.name()) : Optional.empty();
        if (parser.accept("=")) {
            Expression value = parser.expressions();
            parser.expect(Kind.CLOSE);
            return new Statement.Set(names, attribute, value);
        }
        parser.expect(Kind.CLOSE);
        List<Statement> body = body(Set.of("endset"));
        end();
        return new Statement.Capture(names.getFirst(), body);
    }

    private Statement macro() {
        String name = parser.name();
        List<Map.Entry<String, Optional<Expression>>> parameters = new ArrayList<>();
        parser.expect("(");
        while (!parser.accept(")")) {
            String parameter = parser.name();
            Optional<Expression> value = parser.accept("=") ? Optional.of(parser.expression()) : Optional.empty();
            parameters.add(Map.entry(parameter, value));
            if (!parser.accept(",")) {
                parser.expect(")");
                break;
            }
        }
        parser.expect(Kind.CLOSE);
        List<Statement> body = body(Set.of("endmacro"));
        end();
        return new Statement.Macro(name, parameters, body);
    }
}
