package dev.assay.math.parse;

import dev.assay.math.parse.Expr.Connective;
import dev.assay.math.parse.Expr.Operator;
import dev.assay.math.parse.lex.Token;
import dev.assay.math.parse.lex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists, propositions, relations and ratios; {@link Parser} reads the values in them. */
final class Statements {
    private final Parser parser;

    Statements(Parser parser) {
        this.parser = parser;
    }

    /** Several values or statements; where semicolons and commas are mixed, each semicolon ends a tuple. */
    Expr listing() throws ParseFailure {
        List<Expr> groups = new ArrayList<>();
        boolean mixed = false;
        while (true) {
            Separated group = separated(false);
            mixed |= group.items().size() > 1;
            if (groups.isEmpty() && !parser.peek().is(";")) {
                return group.expr();
            }
            groups.add(mixed && group.items().size() > 1 ? new Expr.Tuple(group.items(), false) : group.expr());
            while (parser.peek().is(";")) {
                parser.next();
            }
            if (Parser.closes(parser.peek())) {
                return groups.size() == 1 ? groups.getFirst() : new Expr.Listing(groups);
            }
        }
    }

    List<Expr> items() throws ParseFailure {
        return separated(true).items();
    }

    /** Items with the words between them. */
    private record Separated(List<Expr> items, boolean or, boolean commas) {
        Expr expr() {
            if (items.size() == 1) {
                return items.getFirst();
            }
            boolean statements = items.stream().allMatch(item -> item instanceof Expr.Relation || isLogic(item));
            boolean equations = items.stream().allMatch(Separated::isEquation);
            return statements && !equations && !(or && commas)
                    ? new Expr.Logic(or ? Connective.OR : Connective.AND, items)
                    : new Expr.Listing(items);
        }

        private static boolean isLogic(Expr item) {
            return item instanceof Expr.Logic || item instanceof Expr.Not;
        }

        private static boolean isEquation(Expr item) {
            return item instanceof Expr.Relation(List<Expr> _, List<Operator> operators)
                    && operators.stream()
                            .allMatch(operator -> operator == Operator.EQUAL || operator == Operator.APPROXIMATELY);
        }
    }

    private Separated separated(boolean semicolons) throws ParseFailure {
        List<Expr> items = new ArrayList<>();
        boolean or = false;
        boolean commas = false;
        while (true) {
            if (parser.peek().is("…")) {
                parser.next();
                items.add(Expr.Constant.ELLIPSIS);
            } else {
                items.add(statement());
            }
            boolean more = false;
            while (isSeparator(parser.peek(), semicolons)) {
                Token separator = parser.next();
                or |= separator.is("or");
                commas |= separator.is(",")
                        && !parser.peek().is("or")
                        && !parser.peek().is("and");
                more = true;
            }
            if (!more || Parser.closes(parser.peek()) || parser.peek().is(";")) {
                return new Separated(items, or, commas);
            }
        }
    }

    private static boolean isSeparator(Token token, boolean semicolons) {
        return token.is(",") || token.is("and") || token.is("or") || semicolons && token.is(";");
    }

    /** Equivalences, implications, disjunctions and conjunctions, the loosest first; implication to the right. */
    Expr statement() throws ParseFailure {
        Expr left = implication();
        while (parser.peek().is("↔")) {
            parser.next();
            parser.wrap();
            left = new Expr.Logic(Connective.EQUIVALENT, List.of(left, implication()));
        }
        return left;
    }

    private Expr implication() throws ParseFailure {
        Expr left = joined(Connective.OR);
        if (parser.peek().is("→") || parser.peek().is("⇒")) {
            parser.next();
            parser.enter();
            left = new Expr.Logic(Connective.IMPLIES, List.of(left, implication()));
            parser.leave();
        }
        return left;
    }

    private Expr joined(Connective connective) throws ParseFailure {
        String sign = switch (connective) {
            case OR -> "∨";
            case XOR -> "⊕";
            case AND, IMPLIES, EQUIVALENT -> "∧";
        };
        List<Expr> operands = new ArrayList<>();
        while (true) {
            operands.add(
                    switch (connective) {
                        case OR -> joined(Connective.XOR);
                        case XOR -> joined(Connective.AND);
                        case AND, IMPLIES, EQUIVALENT -> unary();
                    });
            if (!parser.peek().is(sign)) {
                return operands.size() == 1 ? operands.getFirst() : new Expr.Logic(connective, operands);
            }
            parser.next();
        }
    }

    private Expr unary() throws ParseFailure {
        if (!parser.peek().is("¬") && !parser.peek().is("∼")) {
            return relation();
        }
        parser.next();
        parser.enter();
        Expr not = new Expr.Not(unary());
        parser.leave();
        return not;
    }

    private Expr relation() throws ParseFailure {
        parser.enter();
        List<Expr> sides = new ArrayList<>(List.of(side()));
        List<Operator> operators = new ArrayList<>();
        boolean backwards = false;
        while (parser.peek().kind() == Kind.SIGN) {
            String sign = parser.peek().text();
            Optional<Operator> operator = operator(sign);
            if (operator.isEmpty()) {
                break;
            }
            backwards |= sign.equals("⊃") || sign.equals("⊇") || sign.equals("ni");
            if (backwards && !operators.isEmpty()) {
                throw parser.unexpected();
            }
            parser.next();
            operators.add(operator.get());
            sides.add(side());
        }
        parser.leave();
        if (operators.isEmpty()) {
            return sides.getFirst();
        }
        return new Expr.Relation(backwards ? sides.reversed() : sides, operators);
    }

    private static Optional<Operator> operator(String sign) {
        return switch (sign) {
            case "=" -> Optional.of(Operator.EQUAL);
            case "≈" -> Optional.of(Operator.APPROXIMATELY);
            case "!=" -> Optional.of(Operator.NOT_EQUAL);
            case "<" -> Optional.of(Operator.LESS);
            case "<=" -> Optional.of(Operator.LESS_OR_EQUAL);
            case ">" -> Optional.of(Operator.GREATER);
            case ">=" -> Optional.of(Operator.GREATER_OR_EQUAL);
            case "in", "ni" -> Optional.of(Operator.ELEMENT_OF);
            case "notin" -> Optional.of(Operator.NOT_ELEMENT_OF);
            case "⊂", "⊃" -> Optional.of(Operator.SUBSET);
            case "⊆", "⊇" -> Optional.of(Operator.SUBSET_OR_EQUAL);
            case "≡", "≅" -> Optional.of(Operator.CONGRUENT);
            case "∼" -> Optional.of(Operator.SIMILAR);
            case "∥" -> Optional.of(Operator.PARALLEL);
            case "⊥" -> Optional.of(Operator.PERPENDICULAR);
            default -> Optional.empty();
        };
    }

    /** One side of a relation, which may be a ratio. */
    private Expr side() throws ParseFailure {
        Expr first = parser.side();
        if (!parser.peek().is(":") || parser.colonSeparates) {
            return first;
        }
        List<Expr> parts = new ArrayList<>(List.of(first));
        while (parser.peek().is(":")) {
            parser.next();
            parts.add(parser.side());
        }
        return new Expr.Ratio(parts);
    }
}
