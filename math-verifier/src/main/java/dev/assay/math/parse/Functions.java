package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr.Num;
import dev.assay.math.parse.lex.Token.Kind;
import dev.assay.math.parse.lex.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls of named functions, with or without brackets: {@code \sin^2 x}, {@code \log_2 8}, {@code f(x)}. */
final class Functions {
    private final Parser parser;
    private final Primary primary;

    Functions(Parser parser, Primary primary) {
        this.parser = parser;
        this.primary = primary;
    }

    Expr call() throws ParseFailure {
        parser.enter();
        String name = parser.next().text();
        Optional<Expr> base = Optional.empty();
        Optional<Expr> power = Optional.empty();
        while (parser.peek().is("_") || parser.peek().is("^")) {
            boolean below = parser.next().is("_");
            Expr index = index();
            if (below) {
                base = Optional.of(index);
            } else {
                power = Optional.of(index);
            }
        }
        if (base.isPresent() && !name.equals("log")) {
            throw parser.unexpected();
        }
        List<Expr> arguments = new ArrayList<>(arguments());
        base.ifPresent(arguments::add);
        Expr call;
        if (power.isPresent() && isMinusOne(power.get()) && Words.isFunction("arc" + name)) {
            call = new Expr.Call("arc" + name, arguments);
        } else {
            call = new Expr.Call(name, arguments);
            if (power.isPresent()) {
                call = new Expr.Power(call, power.get());
            }
        }
        parser.leave();
        return call;
    }

    private static boolean isMinusOne(Expr power) {
        return power instanceof Expr.Negation(Expr of) && of.equals(new Num(Rational.ONE));
    }

    private Expr index() throws ParseFailure {
        if (parser.peek().is("{")) {
            parser.next();
            Expr index = parser.sum();
            parser.expect("}");
            return index;
        }
        if (parser.peek().kind() == Kind.NUMBER) {
            return new Num(parser.nextDigit());
        }
        return Parser.symbol(parser.next().text());
    }

    /** A call of a function that is known by name only. */
    Expr applied(String name) throws ParseFailure {
        return new Expr.Call(name, bracketed("(", ")"));
    }

    private List<Expr> arguments() throws ParseFailure {
        if (parser.peek().is("(")) {
            return bracketed("(", ")");
        }
        if (parser.peek().is("[")) {
            return bracketed("[", "]");
        }
        if (parser.peek().is("\\{")) {
            return bracketed("\\{", "\\}");
        }
        List<Expr> factors = new ArrayList<>();
        if (parser.peek().is("-")) {
            parser.next();
            factors.add(new Expr.Negation(primary.power()));
        } else {
            factors.add(primary.power());
        }
        while (primary.continues()
                && parser.peek().kind() != Kind.FUNCTION
                && !parser.peek().is("(")) {
            factors.add(primary.power());
        }
        return List.of(factors.size() == 1 ? factors.getFirst() : new Expr.Product(factors));
    }

    private List<Expr> bracketed(String open, String close) throws ParseFailure {
        parser.expect(open);
        int bars = parser.bars;
        parser.bars = 0;
        List<Expr> items = parser.items();
        parser.bars = bars;
        parser.expect(close);
        return items;
    }
}
