package dev.assay.math.numeric;

import dev.assay.math.ball.Ball;
import dev.assay.math.ball.Box;
import dev.assay.math.ball.Field;
import dev.assay.math.ball.Uncertain;
import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** A real number without variables, between two certain bounds that lie so close together that they order it. */
public record Enclosure(Ball ball) {
    private static final int BITS = 192;

    /** The bounds; none where the expression is no real number, or costs too much. */
    public static Optional<Enclosure> of(Expr expr, Steps steps) {
        try {
            Box value = new Numeric(new Field(BITS, false, steps), Map.of(), steps).of(expr);
            return value.isReal() ? Optional.of(new Enclosure(value.re())) : Optional.empty();
        } catch (NoNormalForm | ArithmeticException | TooCostly | Uncertain _) {
            return Optional.empty();
        }
    }

    /** The sign, where zero is not between the bounds. */
    public Optional<Integer> sign() {
        return ball.touchesZero() ? Optional.empty() : Optional.of(ball.isPositive() ? 1 : -1);
    }

    /** The largest whole number that is not above it, where no whole number is between the bounds. */
    public Optional<BigInteger> floor() {
        try {
            return Optional.of(ball.floor());
        } catch (Uncertain _) {
            return Optional.empty();
        }
    }
}
