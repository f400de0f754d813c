package dev.assay.math.compare;

import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Rational;
import dev.assay.math.form.Atom;
import dev.assay.math.form.Fraction;
import dev.assay.math.form.Monomial;
import dev.assay.math.ladder.Rungs;
import dev.assay.math.ladder.Scalars;
import dev.assay.math.parse.Expr;
import dev.assay.math.set.Order;
import dev.assay.math.set.Unordered;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders the ends of intervals by the ladder for single values: what is not certain is not ordered. */
final class SetOrder implements Order {
    private final Scalars scalars;

    SetOrder(Scalars scalars) {
        this.scalars = scalars;
    }

    @Override
    public int compare(Expr left, Expr right) {
        Optional<Rational> first = scalars.rational(left);
        Optional<Rational> second = scalars.rational(right);
        if (first.isPresent() && second.isPresent()) {
            return first.get().compareTo(second.get());
        }
        ReasonCode finding = scalars.compare(left, right);
        if (Rungs.isEqual(finding)) {
            return 0;
        }
        Optional<Integer> sign = scalars.sign(new Expr.Sum(List.of(left, new Expr.Negation(right))));
        if (finding != ReasonCode.NOT_EQUAL || sign.isEmpty()) {
            throw new Unordered("ends that cannot be ordered");
        }
        return sign.get();
    }

    @Override
    public Optional<Rational> rational(Expr expr) {
        return scalars.rational(expr);
    }

    @Override
    public Optional<List<Rational>> difference(Expr left, Expr right, String variable) {
        try {
            Fraction difference = scalars.ring().minus(scalars.normalForm(left), scalars.normalForm(right));
            if (!difference.isWhole()) {
                return Optional.empty();
            }
            List<Rational> coefficients = new ArrayList<>(List.of(Rational.ZERO, Rational.ZERO, Rational.ZERO));
            for (Map.Entry<Monomial, Rational> term :
                    difference.numerator().terms().entrySet()) {
                int degree = degree(term.getKey(), variable);
                if (degree < 0) {
                    return Optional.empty();
                }
                coefficients.set(degree, term.getValue());
            }
            return Optional.of(coefficients);
        } catch (NoNormalForm | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /** 0 to 2; negative where the monomial has another factor or a higher power. */
    private static int degree(Monomial monomial, String variable) {
        if (monomial.isOne()) {
            return 0;
        }
        Rational power = monomial.powers().getOrDefault(new Atom(Atom.Kind.SYMBOL, variable), Rational.ZERO);
        boolean alone = monomial.powers().size() == 1;
        return alone && power.equals(Rational.ONE) ? 1 : alone && power.equals(Rational.TWO) ? 2 : -1;
    }
}
