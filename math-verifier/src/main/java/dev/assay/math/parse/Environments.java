package dev.assay.math.parse;

import dev.assay.math.parse.Expr.Branch;
import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.parse.lex.Token;
import dev.assay.math.parse.lex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands between {@code \begin} and {@code \end}: matrices, cases, systems and aligned lines. */
final class Environments {
    private final Parser parser;

    Environments(Parser parser) {
        this.parser = parser;
    }

    /** The environment after {@code \begin}. */
    Expr read() throws ParseFailure {
        int position = parser.peek().position();
        String name = name();
        parser.enter();
        int bars = parser.bars;
        parser.bars = 0;
        Expr result = switch (name) {
            case "pmatrix", "bmatrix", "Bmatrix", "matrix", "smallmatrix" -> matrix();
            case "array" -> {
                columns();
                yield matrix();
            }
            case "vmatrix" -> new Expr.Call("det", List.of(matrix()));
            case "Vmatrix" -> new Expr.Call("norm", List.of(matrix()));
            case "cases", "dcases", "rcases" -> cases();
            case "aligned",
                    "align",
                    "align*",
                    "alignat",
                    "gather",
                    "gather*",
                    "gathered",
                    "split",
                    "equation",
                    "equation*" -> lines();
            default -> throw new ParseFailure(position, "the environment " + name);
        };
        if (!parser.peek().isCommand("end")) {
            throw parser.unexpected();
        }
        parser.next();
        name();
        parser.bars = bars;
        parser.leave();
        return result;
    }

    private Expr matrix() throws ParseFailure {
        List<List<Expr>> rows = new ArrayList<>();
        List<Expr> row = new ArrayList<>();
        while (!parser.peek().isCommand("end")) {
            row.add(parser.item());
            if (parser.peek().is("&")) {
                parser.next();
                continue;
            }
            rows.add(row);
            row = new ArrayList<>();
            if (!parser.peek().is("\\\\")) {
                break;
            }
            parser.next();
        }
        if (rows.isEmpty() || !row.isEmpty()) {
            throw parser.unexpected();
        }
        return new Expr.Matrix(rows);
    }

    /** The alignment of an array, such as {@code {c|c}}. */
    private void columns() throws ParseFailure {
        if (parser.peek().is("{")) {
            name();
        }
    }

    /** Branches with conditions, or the equations of a system. */
    private Expr cases() throws ParseFailure {
        List<Branch> branches = new ArrayList<>();
        List<Expr> statements = new ArrayList<>();
        while (!parser.peek().isCommand("end")) {
            Expr value = parser.item();
            boolean condition = false;
            while (parser.peek().is("&") || parser.peek().is(",") || isIf(parser.peek())) {
                parser.next();
                condition = true;
            }
            if (condition && !ends()) {
                branches.add(new Branch(value, condition()));
            } else {
                statements.add(value);
            }
            if (!parser.peek().is("\\\\")) {
                break;
            }
            parser.next();
        }
        if (branches.isEmpty() == statements.isEmpty()) {
            throw parser.unexpected();
        }
        if (branches.isEmpty()) {
            return statements.size() == 1 ? statements.getFirst() : new Expr.Listing(statements);
        }
        return new Expr.Piecewise(branches);
    }

    private boolean ends() {
        return parser.peek().is("\\\\") || parser.peek().isCommand("end");
    }

    private Expr condition() throws ParseFailure {
        Token token = parser.peek();
        String word = token.text().toLowerCase(Locale.ROOT);
        if ((token.kind() == Kind.TEXT || token.kind() == Kind.WORD)
                && (word.equals("otherwise") || word.equals("else") || word.equals("其他"))) {
            parser.next();
            return Constant.TRUE;
        }
        List<Expr> conditions = parser.items();
        return conditions.size() == 1 ? conditions.getFirst() : new Expr.Logic(Expr.Connective.AND, conditions);
    }

    private static boolean isIf(Token token) {
        return (token.kind() == Kind.TEXT || token.kind() == Kind.WORD)
                && switch (token.text().toLowerCase(Locale.ROOT)) {
                    case "if", "for", "when", "where", "with", "当", "若" -> true;
                    default -> false;
                };
    }

    private Expr lines() throws ParseFailure {
        parser.dropAlignment();
        List<Expr> lines = new ArrayList<>();
        while (!parser.peek().isCommand("end")) {
            lines.addAll(parser.items());
            if (!parser.peek().is("\\\\")) {
                break;
            }
            parser.next();
        }
        if (lines.isEmpty()) {
            throw parser.unexpected();
        }
        return lines.size() == 1 ? lines.getFirst() : new Expr.Listing(lines);
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
