package dev.assay.math.parse;

import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups, tuples, intervals, sets, absolute values and matrices. */
final class Brackets {
    private static final Set<String> MATRICES =
            Set.of("pmatrix", "bmatrix", "Bmatrix", "matrix", "smallmatrix", "array", "vmatrix");

    /** A closing square bracket opens where a factor is expected: {@code ]0, 1[} is the open interval. */
    private static final Set<String> OPENING = Set.of("(", "[", "]", "{", "\\{", "|");

    private final Parser parser;

    Brackets(Parser parser) {
        this.parser = parser;
    }

    Expr read() throws ParseFailure {
        Token open = parser.peek();
        if (open.kind() != Kind.SIGN || !OPENING.contains(open.text())) {
            throw parser.unexpected();
        }
        parser.enter();
        parser.next();
        int bars = parser.bars;
        Expr result;
        if (open.is("|")) {
            parser.bars++;
            Expr inside = parser.sum();
            parser.bars = bars;
            parser.expect("|");
            result = new Expr.Call("abs", List.of(inside));
        } else {
            parser.bars = 0;
            result = open.is("{") ? group() : open.is("\\{") ? set() : open.is("]") ? outward() : tuple(open.is("["));
            parser.bars = bars;
        }
        parser.leave();
        return result;
    }

    private Expr group() throws ParseFailure {
        List<Expr> items = parser.items();
        parser.expect("}");
        return items.size() == 1 ? items.getFirst() : new Expr.SetOf(items);
    }

    private Expr set() throws ParseFailure {
        if (parser.peek().is("\\}")) {
            parser.next();
            return Constant.EMPTY_SET;
        }
        Optional<Expr> condition = builder();
        if (condition.isPresent()) {
            return condition.get();
        }
        List<Expr> items = parser.items();
        parser.expect("\\}");
        return new Expr.SetOf(items);
    }

    /** {@code \{x \in \mathbb{R} : 0 < x < 1\}} is what its condition allows, inside of its domain. */
    private Optional<Expr> builder() throws ParseFailure {
        boolean domain = parser.ahead(1).is("in") && parser.ahead(2).isCommand("mathbb");
        int at = domain ? 6 : 1;
        if (parser.peek().kind() != Kind.LETTER
                || !parser.ahead(at).is(":") && !parser.ahead(at).is("|")) {
            return Optional.empty();
        }
        Expr all = Expr.Constant.REALS;
        parser.next();
        if (domain) {
            parser.next();
            parser.bars++; // a bar separates here
            all = parser.sum();
            parser.bars--;
        }
        if (!parser.peek().is(":") && !parser.peek().is("|")) {
            throw parser.unexpected();
        }
        parser.next();
        Expr condition = parser.relation();
        parser.expect("\\}");
        return Optional.of(
                all == Expr.Constant.REALS
                        ? condition
                        : new Expr.SetOperation(Expr.SetOperator.INTERSECTION, all, condition));
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

    /** A matrix after {@code \begin}. */
    Expr environment() throws ParseFailure {
        int position = parser.peek().position();
        String name = name();
        if (!MATRICES.contains(name)) {
            throw new ParseFailure(position, "the environment " + name);
        }
        if (name.equals("array")) {
            name();
        }
        parser.enter();
        List<List<Expr>> rows = new ArrayList<>();
        List<Expr> row = new ArrayList<>();
        while (!parser.peek().isCommand("end")) {
            row.add(parser.sum());
            if (parser.peek().is("&")) {
                parser.next();
            } else {
                rows.add(row);
                row = new ArrayList<>();
                if (!parser.peek().is("\\\\")) {
                    break;
                }
                parser.next();
            }
        }
        if (!parser.peek().isCommand("end") || rows.isEmpty() || !row.isEmpty()) {
            throw parser.unexpected();
        }
        parser.next();
        name();
        parser.leave();
        return new Expr.Matrix(rows);
    }

    private String name() throws ParseFailure {
        parser.expect("{");
        StringBuilder name = new StringBuilder();
        while (!parser.peek().is("}")) {
            if (parser.peek().kind() == Kind.END) {
                throw parser.unexpected();
            }
            name.append(parser.next().text());
        }
        parser.next();
        return name.toString();
    }
}
