package dev.assay.math.parse;

import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.parse.lex.Token;
import dev.assay.math.parse.lex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Groups, tuples, intervals, sets, absolute values and matrices. */
final class Brackets {
    /** A closing square bracket opens where a factor is expected: {@code ]0, 1[} is the open interval. */
    private static final Set<String> OPENING = Set.of("(", "[", "]", "{", "\\{", "|", "lvert", "‖", "lVert");

    /** How far a closing bracket is looked for. */
    private static final int MAX_GROUP = 60;

    private final Parser parser;

    Brackets(Parser parser) {
        this.parser = parser;
    }

    /** Whether the square bracket that follows groups a factor: it is closed, and no comma is in it. */
    boolean groups() {
        int open = 0;
        for (int i = 0; i < MAX_GROUP; i++) {
            Token token = parser.ahead(i);
            if (token.is("(") || token.is("[") || token.is("{") || token.is("\\{")) {
                open++;
            } else if (token.is(")") || token.is("]") || token.is("}") || token.is("\\}")) {
                open--;
            } else if (token.kind() == Kind.END || token.is(",") && open == 1) {
                return false;
            }
            if (open == 0) {
                return token.is("]") && i > 1;
            }
        }
        return false;
    }

    Expr read() throws ParseFailure {
        Token open = parser.peek();
        if (open.kind() != Kind.SIGN || !OPENING.contains(open.text())) {
            throw parser.unexpected();
        }
        parser.enter();
        parser.next();
        int bars = parser.bars;
        boolean colon = parser.colonSeparates;
        parser.colonSeparates = false;
        Expr result = switch (open.text()) {
            case "|", "lvert" -> bars(open.is("|") ? "|" : "rvert", "abs");
            case "‖", "lVert" -> bars(open.is("‖") ? "‖" : "rVert", "norm");
            case "{" -> inside(this::group);
            case "\\{" -> inside(this::set);
            case "]" -> inside(this::outward);
            case "[" -> inside(() -> tuple(true));
            default -> inside(() -> tuple(false));
        };
        parser.bars = bars;
        parser.colonSeparates = colon;
        parser.leave();
        return result;
    }

    @FunctionalInterface
    private interface Reading {
        Expr read() throws ParseFailure;
    }

    private Expr inside(Reading reading) throws ParseFailure {
        parser.bars = 0;
        return reading.read();
    }

    private Expr bars(String close, String function) throws ParseFailure {
        parser.bars++;
        Expr inside = parser.sum();
        parser.expect(close);
        return new Expr.Call(function, List.of(inside));
    }

    private Expr group() throws ParseFailure {
        Expr inside = parser.listing();
        if (parser.peek().isCommand("choose")) {
            parser.next();
            Expr chosen = parser.sum();
            parser.expect("}");
            return new Expr.Call("binom", List.of(inside, chosen));
        }
        parser.expect("}");
        return inside instanceof Expr.Listing(List<Expr> items) ? new Expr.SetOf(items) : inside;
    }

    private Expr set() throws ParseFailure {
        if (parser.peek().is("\\}")) {
            parser.next();
            return Constant.EMPTY_SET;
        }
        parser.bars++; // a bar and a colon may separate the condition here
        parser.colonSeparates = true;
        List<Expr> items = new ArrayList<>(List.of(parser.item()));
        parser.bars--;
        parser.colonSeparates = false;
        if (parser.peek().is(":") || parser.peek().is("|")) {
            parser.next();
            List<Expr> conditions = new ArrayList<>();
            if (items.getFirst() instanceof Expr.Relation relation
                    && relation.operators().getFirst() == Expr.Operator.ELEMENT_OF) {
                conditions.add(relation);
                items.set(0, relation.sides().getFirst());
            }
            conditions.addAll(parser.items());
            parser.expect("\\}");
            return new Expr.SetBuilder(items.getFirst(), conditions);
        }
        if (parser.peek().is(",") || parser.peek().is(";")) {
            parser.next();
            if (!Parser.closes(parser.peek())) {
                items.addAll(parser.items());
            }
        }
        parser.expect("\\}");
        return new Expr.SetOf(items);
    }

    /** An interval whose first bracket points away from it, so that its low end does not belong to it. */
    private Expr outward() throws ParseFailure {
        List<Expr> items = parser.items();
        Token close = parser.peek();
        if (items.size() != 2 || !close.is("[") && !close.is("]")) {
            throw parser.unexpected();
        }
        parser.next();
        return new Expr.Interval(items.get(0), true, items.get(1), close.is("["));
    }

    private Expr tuple(boolean square) throws ParseFailure {
        List<Expr> items = parser.items();
        Token close = parser.peek();
        boolean outward = square && close.is("[") && items.size() == 2;
        if (!close.is(")") && !close.is("]") && !outward) {
            throw parser.unexpected();
        }
        parser.next();
        boolean closed = close.is("]");
        if (items.size() == 2) {
            boolean endless = isEndless(items.get(0)) || isEndless(items.get(1));
            if (square || closed || endless) {
                return new Expr.Interval(items.get(0), !square, items.get(1), !closed);
            }
        } else if (square != closed) {
            throw new ParseFailure(close.position(), "a bracket that closes another one");
        }
        return items.size() == 1 ? items.getFirst() : new Expr.Tuple(items, square);
    }

    private static boolean isEndless(Expr end) {
        return end == Constant.INFINITY || end instanceof Expr.Negation(Expr of) && of == Constant.INFINITY;
    }

    /** {@code \complement_U A} or {@code \complement A}. */
    Expr complement(Primary primary) throws ParseFailure {
        if (!parser.peek().is("_")) {
            return new Expr.Complement(primary.power());
        }
        parser.next();
        Expr universe = primary.argument();
        return new Expr.SetOperation(Expr.SetOperator.DIFFERENCE, universe, primary.power());
    }

    /** A set of numbers, with {@code ^+}, {@code ^*} or {@code ^-} the positive, the non-zero or the negative ones. */
    Expr field(String letter, Token token) throws ParseFailure {
        Constant field = switch (letter) {
            case "R" -> Constant.REALS;
            case "Q" -> Constant.RATIONALS;
            case "Z" -> Constant.INTEGERS;
            case "N" -> Constant.NATURALS;
            case "C" -> Constant.COMPLEX;
            default -> throw new ParseFailure(token.position(), "the set \\mathbb{" + letter + "}");
        };
        boolean script = parser.peek().is("^") || parser.peek().is("_");
        int braces = script && parser.ahead(1).is("{") ? 1 : 0;
        Token sign = parser.ahead(1 + braces);
        if (!script || !sign.is("+") && !sign.is("*") && !sign.is("-")) {
            return field;
        }
        for (int i = 0; i < 2 + 2 * braces; i++) {
            parser.next();
        }
        Expr zero = Parser.num(0);
        if (sign.is("*") && field != Constant.NATURALS) {
            return new Expr.SetOperation(Expr.SetOperator.DIFFERENCE, field, new Expr.SetOf(List.of(zero)));
        }
        Expr half = sign.is("-")
                ? new Expr.Interval(new Expr.Negation(Constant.INFINITY), true, zero, true)
                : new Expr.Interval(zero, true, Constant.INFINITY, true);
        if (field == Constant.REALS) {
            return half;
        }
        Constant all = field == Constant.NATURALS ? Constant.INTEGERS : field;
        return new Expr.SetOperation(Expr.SetOperator.INTERSECTION, all, half);
    }
}
