package dev.assay.math.ladder;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr;
import java.util.List;

/**
 * What a question to computer algebra may contain, seen from the tree alone: how many nodes and how deep, how long its
 * numbers can become, how far powers of sums would be written out, how many terms and integrals there are. Some
 * functions of a computer algebra system never come back, and none counts its steps, so that what could grow does not
 * get there.
 */
public final class Price {
    private static final int MAX_NODES = 200;
    private static final int MAX_DEPTH = 25;
    private static final double MAX_BITS = 2_000;
    private static final double MAX_EXPANSION = 1_000;
    private static final double MAX_TERMS = 100;
    private static final int MAX_CALCULUS = 2;

    private int nodes;
    private int calculus;

    private Price() {}

    /** @throws TooCostly where a side is too dear to be asked about */
    public static void check(Expr side) {
        new Price().of(side, 0);
    }

    /**
     * A bound for a subtree.
     *
     * @param bits the length of its value, where variables count as small numbers
     * @param terms how many terms it has when it is written out
     */
    private record Cost(double bits, double terms) {}

    private Cost of(Expr expr, int depth) {
        if (++nodes > MAX_NODES) {
            throw new TooCostly("computer algebra with more than " + MAX_NODES + " parts");
        }
        if (depth > MAX_DEPTH) {
            throw new TooCostly("computer algebra deeper than " + MAX_DEPTH);
        }
        Cost cost = cost(expr, depth + 1);
        if (!(cost.bits <= MAX_BITS)) {
            throw new TooCostly("computer algebra with numbers of more than " + MAX_BITS + " bits");
        }
        if (!(cost.terms <= MAX_EXPANSION)) {
            throw new TooCostly("computer algebra with more than " + MAX_EXPANSION + " terms");
        }
        return cost;
    }

    private Cost cost(Expr expr, int depth) {
        return switch (expr) {
            case Expr.Num(Rational value) ->
                new Cost(value.numerator().bitLength() + value.denominator().bitLength(), 1);
            case Expr.Sum(List<Expr> terms) -> {
                double bits = 0;
                double count = 0;
                for (Expr term : terms) {
                    Cost cost = of(term, depth);
                    bits += cost.bits + 1;
                    count += cost.terms;
                }
                yield new Cost(bits, count);
            }
            case Expr.Symbol _, Expr.Constant _ -> new Cost(8, 1);
            case Expr.Negation(Expr of) -> of(of, depth);
            case Expr.Power(Expr base, Expr exponent) -> power(of(base, depth), of(exponent, depth), exponent);
            case Expr.Factorial(Expr of) -> {
                double n = size(of, of(of, depth));
                yield isFree(of) ? new Cost(8, 1) : new Cost(n * 10, 1);
            }
            case Expr.Call(String function, List<Expr> arguments)
            when function.equals("binom") -> {
                double n = Math.max(
                        size(arguments.get(0), of(arguments.get(0), depth)),
                        size(arguments.get(1), of(arguments.get(1), depth)));
                yield isFree(expr) ? new Cost(8, 1) : new Cost(n, 1);
            }
            case Expr.Call(String _, List<Expr> arguments) -> {
                double bits = 8;
                for (Expr argument : arguments) {
                    bits = Math.max(bits, of(argument, depth).bits);
                }
                yield new Cost(bits, 1);
            }
            case Expr.Iterated(var _, String _, Expr low, Expr high, Expr term) -> {
                heavy();
                Cost from = of(low, depth);
                Cost to = of(high, depth);
                double count = isFree(low) || isFree(high) ? 1 : size(low, from) + size(high, to);
                if (count > 2 * MAX_TERMS) {
                    throw new TooCostly("computer algebra with a sum of many terms");
                }
                yield new Cost(of(term, depth).bits * count, count);
            }
            case Expr.Integral _, Expr.Antiderivative _, Expr.Limit _, Expr.Derivative _ -> {
                heavy();
                yield product(expr, depth);
            }
            case Expr _ -> product(expr, depth);
        };
    }

    private Cost product(Expr expr, int depth) {
        double bits = 0;
        double terms = 1;
        for (Expr part : expr.children()) {
            Cost cost = of(part, depth);
            bits += cost.bits;
            terms *= cost.terms;
        }
        return new Cost(bits, terms);
    }

    private Cost power(Cost base, Cost exponent, Expr written) {
        if (isFree(written)) {
            return new Cost(base.bits + exponent.bits, base.terms);
        }
        double times = size(written, exponent);
        // The number of monomials of a power is at most that of the terms to that power; of one term it stays one.
        return new Cost(base.bits * Math.max(1, times), base.terms <= 1 ? 1 : Math.pow(base.terms, times));
    }

    /** A bound for the value of a number that is written out, or has so many bits. */
    private static double size(Expr expr, Cost cost) {
        return switch (expr) {
            case Expr.Num(Rational value) ->
                value.numerator().bitLength() < 1_000
                        ? value.numerator().abs().doubleValue()
                        : Double.POSITIVE_INFINITY;
            case Expr.Negation(Expr of) -> size(of, cost);
            case Expr.Quotient(Expr top, Expr.Num _) -> size(top, cost);
            case Expr _ -> Math.pow(2, cost.bits);
        };
    }

    private void heavy() {
        if (++calculus > MAX_CALCULUS) {
            throw new TooCostly("computer algebra with more than " + MAX_CALCULUS + " sums, integrals or limits");
        }
    }

    /** Whether something varies in it, or it has no end, so that it is not computed as a number. */
    private static boolean isFree(Expr expr) {
        return switch (expr) {
            case Expr.Symbol _ -> true;
            case Expr.Constant constant -> constant == Expr.Constant.INFINITY;
            case Expr _ -> expr.children().stream().anyMatch(Price::isFree);
        };
    }
}
