package dev.assay.math.compare;

import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Rational;
import dev.assay.math.form.Fraction;
import dev.assay.math.form.Polynomial;
import dev.assay.math.form.Ring;
import dev.assay.math.ladder.Rungs;
import dev.assay.math.ladder.Scalars;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Operator;
import dev.assay.math.reading.Labels;
import dev.assay.reward.ReasonCode;
import java.util.Optional;

/** Compares equations and inequalities by their difference of sides, up to a constant factor. */
final class Equations {
    private final Comparer comparer;
    private final Scalars scalars;

    Equations(Comparer comparer, Scalars scalars) {
        this.comparer = comparer;
        this.scalars = scalars;
    }

    ReasonCode compare(Expr.Relation right, Expr.Relation given) {
        if (right.operators().size() == 1 && given.operators().size() == 1) {
            return single(right, given);
        }
        Optional<Expr> rightRange = Labels.interval(right);
        Optional<Expr> givenRange = Labels.interval(given);
        if (rightRange.isPresent() && givenRange.isPresent()) {
            return comparer.compare(rightRange.get(), givenRange.get());
        }
        if (right.operators().equals(given.operators())) {
            ReasonCode all = ReasonCode.EQUAL_EXACT;
            for (int i = 0; i < right.sides().size(); i++) {
                all = Rungs.all(
                        all,
                        comparer.compare(right.sides().get(i), given.sides().get(i)));
            }
            return all;
        }
        return ReasonCode.NOT_EQUAL;
    }

    private ReasonCode single(Expr.Relation right, Expr.Relation given) {
        Operator operator = right.operators().getFirst();
        Operator other = given.operators().getFirst();
        if (operator == Operator.ELEMENT_OF || other == Operator.ELEMENT_OF) {
            return operator != other
                    ? ReasonCode.NOT_EQUAL
                    : comparer.compare(right.sides().get(1), given.sides().get(1));
        }
        boolean equation = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        try {
            Ring ring = scalars.ring();
            Fraction left = difference(right);
            Fraction answer = difference(given);
            if (left.numerator().isZero() || answer.numerator().isZero()) {
                return left.equals(answer) && operator == other ? ReasonCode.EQUAL_STRUCTURAL : ReasonCode.NOT_EQUAL;
            }
            Fraction factor = ring.divide(Fraction.of(leading(ring, left)), Fraction.of(leading(ring, answer)));
            Optional<Rational> constant = factor.rational();
            if (constant.isEmpty() || !ring.equal(left, ring.times(answer, factor))) {
                return ReasonCode.NOT_EQUAL;
            }
            boolean negative = constant.get().signum() < 0;
            boolean same = operator == (negative && !equation ? other.flipped() : other);
            return same ? ReasonCode.EQUAL_STRUCTURAL : ReasonCode.NOT_EQUAL;
        } catch (NoNormalForm | ArithmeticException _) {
            return right.equals(given) ? ReasonCode.EQUAL_STRUCTURAL : ReasonCode.NOT_EQUAL;
        }
    }

    private Fraction difference(Expr.Relation relation) {
        return scalars.ring()
                .minus(
                        scalars.normalForm(relation.sides().get(0)),
                        scalars.normalForm(relation.sides().get(1)));
    }

    /** The first coefficient over the first coefficient of the denominator. */
    private static Polynomial leading(Ring ring, Fraction value) {
        return Polynomial.constant(
                value.numerator().leading().dividedBy(value.denominator().leading(), ring.steps()));
    }
}
