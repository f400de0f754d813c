package dev.assay.math.form;

import dev.assay.math.calculus.Bound;
import dev.assay.math.calculus.Calculus;
import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Normal forms of factorials, and of what binds a variable: sums and products, integrals, limits. */
final class Discrete {
    private final NormalForm form;
    private final Ring ring;

    /** How many bound variables are around what is read. */
    private int bound;

    Discrete(NormalForm form, Ring ring) {
        this.form = form;
        this.ring = ring;
    }

    /** (n+k)! by n!, so that factorials of neighbours can be compared. */
    Fraction factorial(Fraction argument) {
        Rational shift = argument.isWhole()
                ? argument.numerator().terms().getOrDefault(Monomial.ONE, Rational.ZERO)
                : Rational.ZERO;
        if (!shift.isInteger() || shift.numerator().bitLength() > 5) {
            return form.opaque("factorial", argument);
        }
        Fraction base = ring.minus(argument, Fraction.of(shift));
        Fraction result = form.opaque("factorial", base);
        int steps = shift.numerator().intValue();
        for (int i = 1; i <= steps; i++) {
            result = ring.times(result, ring.plus(base, Fraction.of(Rational.of(i))));
        }
        for (int i = 0; i > steps; i--) {
            result = ring.divide(result, ring.plus(base, Fraction.of(Rational.of(i))));
        }
        return result;
    }

    /** A sum or product whose ends are whole numbers; one without any term is 0 or 1. */
    Fraction iterated(Expr.Iterated of) {
        if (!isWhole(of.low()) || !isWhole(of.high())) {
            return bound(of.operator().name(), of.index(), List.of(of.low(), of.high()), of.term());
        }
        BigInteger low = whole(form.of(of.low()));
        BigInteger high = whole(form.of(of.high()));
        List<Expr> terms = Calculus.terms(of, low, high, ring.steps());
        if (of.operator() == Expr.IteratedOperator.SUM) {
            return ring.sum(terms.stream().map(form::of).toList());
        }
        Fraction product = Fraction.ONE;
        for (Expr term : terms) {
            product = ring.times(product, form.of(term));
        }
        return product;
    }

    /** What binds a variable, known by its parts, whatever the variable is called. */
    Fraction bound(String kind, String variable, List<Expr> ends, Expr inside) {
        String name = "\u2400" + ++bound;
        List<Fraction> parts = new ArrayList<>();
        for (Expr end : ends) {
            String sign = end == Constant.INFINITY ? "oo" : "-oo";
            parts.add(isEndless(end) ? Fraction.of(new Atom(Atom.Kind.OPAQUE, sign)) : form.of(end));
        }
        parts.add(form.of(Bound.rename(inside, variable, name)));
        bound--;
        return form.opaque(kind, parts.toArray(Fraction[]::new));
    }

    private static boolean isEndless(Expr end) {
        return end == Constant.INFINITY || end.equals(new Expr.Negation(Constant.INFINITY));
    }

    private boolean isWhole(Expr end) {
        return !isEndless(end)
                && form.of(end).rational().map(Rational::isInteger).orElse(false);
    }

    private static BigInteger whole(Fraction end) {
        return end.rational()
                .filter(Rational::isInteger)
                .orElseThrow(() -> new NoNormalForm("an end that is no whole number"))
                .numerator();
    }
}
