package dev.assay.math.numeric;

import dev.assay.math.ball.Ball;
import dev.assay.math.ball.Box;
import dev.assay.math.ball.Field;
import dev.assay.math.ball.Uncertain;
import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** About what a value is, to thirty digits. For policies that tolerate a difference, and never to prove one. */
public record Approximation(BigDecimal re, BigDecimal im) {
    private static final int BITS = 120;
    private static final int MAX_EXPONENT = 20_000;
    private static final long STEPS = 500_000;
    private static final MathContext DIGITS = new MathContext(30);

    /** The value where each variable has a number that depends on its name and on which point it is. */
    public static Optional<Approximation> of(Expr expr, Set<String> symbols, int point) {
        SplittableRandom random = new SplittableRandom(7_919L * (point + 1));
        Steps steps = new Steps(STEPS);
        Map<String, Rational> values = new HashMap<>();
        symbols.forEach(name -> values.put(
                name, Rational.of(BigInteger.valueOf(random.nextLong(300, 3_000)), BigInteger.valueOf(1_009), steps)));
        try {
            return of(new Numeric(new Field(BITS, isComplex(expr), steps), values, steps).of(expr));
        } catch (NoNormalForm | ArithmeticException | Uncertain | TooCostly _) {
            return Optional.empty();
        }
    }

    private static boolean isComplex(Expr expr) {
        return expr == Expr.Constant.I || expr.children().stream().anyMatch(Approximation::isComplex);
    }

    private static Optional<Approximation> of(Box box) {
        for (Ball ball : List.of(box.re(), box.im())) {
            if (Math.abs(ball.exponent()) > MAX_EXPONENT || ball.middle().bitLength() > MAX_EXPONENT) {
                return Optional.empty();
            }
        }
        return Optional.of(new Approximation(decimal(box.re()), decimal(box.im())));
    }

    private static BigDecimal decimal(Ball ball) {
        BigDecimal middle = new BigDecimal(ball.middle());
        BigDecimal power = BigDecimal.TWO.pow((int) Math.abs(ball.exponent()), DIGITS);
        return ball.exponent() < 0 ? middle.divide(power, DIGITS) : middle.multiply(power, DIGITS);
    }

    public Approximation minus(Approximation other) {
        return new Approximation(re.subtract(other.re, DIGITS), im.subtract(other.im, DIGITS));
    }

    public Approximation times(BigDecimal factor) {
        return new Approximation(re.multiply(factor, DIGITS), im.multiply(factor, DIGITS));
    }

    /** The larger of both parts, which is the absolute value of a real number. */
    public BigDecimal size() {
        return re.abs().max(im.abs());
    }

    /** Both parts to so many digits after the point, halves to even. */
    public Approximation rounded(int digits) {
        return new Approximation(rounded(re, digits), rounded(im, digits));
    }

    private static BigDecimal rounded(BigDecimal value, int digits) {
        return value.setScale(digits, RoundingMode.HALF_EVEN);
    }
}
