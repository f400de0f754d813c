package dev.assay.math.compare;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Normal forms of factorials, and of what binds a variable: sums, products, integrals and limits. */
final class Discrete {
    private static final Expr MINUS_INFINITY = new Expr.Negation(Constant.INFINITY);

    private final NormalForm form;
    private final Ring ring;

    /** How many variables are bound around what is being read. */
    private int depth;

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

    /** A sum or product: written out where its ends are whole numbers that are near, else as it is. */
    Fraction iterated(Expr.Iterated of) {
        boolean sum = of.operator() == Expr.IteratedOperator.SUM;
        try {
            BigInteger low = whole(form.of(of.low()));
            BigInteger high = whole(form.of(of.high()));
            List<Expr> terms = Calculus.terms(of, low, high, ring.steps());
            if (sum) {
                return ring.sum(terms.stream().map(form::of).toList());
            }
            Fraction product = Fraction.ONE;
            for (Expr term : terms) {
                product = ring.times(product, form.of(term));
            }
            return product;
        } catch (NoNormalForm _) {
            return bound(sum ? "sum" : "product", of.term(), of.index(), List.of(of.low(), of.high()));
        }
    }

    /** An integral, a limit or a sum that is not evaluated: its parts in normal form, its variable without a name. */
    Fraction bound(String what, Expr inside, String variable, List<Expr> outside) {
        List<Fraction> parts = new ArrayList<>();
        depth++;
        try {
            parts.add(form.of(Calculus.replaced(inside, variable, new Expr.Symbol("#" + depth), ring.steps())));
        } finally {
            depth--;
        }
        for (Expr end : outside) {
            parts.add(
                    end.equals(Constant.INFINITY)
                            ? Fraction.of(new Atom(Atom.Kind.SYMBOL, "infinity"))
                            : end.equals(MINUS_INFINITY)
                                    ? Fraction.of(new Atom(Atom.Kind.SYMBOL, "-infinity"))
                                    : form.of(end));
        }
        return form.opaque(what, parts.toArray(Fraction[]::new));
    }

    private static BigInteger whole(Fraction end) {
        return end.rational()
                .filter(Rational::isInteger)
                .orElseThrow(() -> new NoNormalForm("an end that is no whole number"))
                .numerator();
    }
}
