package dev.assay.math.compare;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import java.math.BigInteger;
import java.util.List;

/** Normal forms of what is defined on whole numbers: factorials, and sums and products with an index. */
final class Discrete {
    private final NormalForm form;
    private final Ring ring;

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

    private static BigInteger whole(Fraction end) {
        return end.rational()
                .filter(Rational::isInteger)
                .orElseThrow(() -> new NoNormalForm("an end that is no whole number"))
                .numerator();
    }
}
