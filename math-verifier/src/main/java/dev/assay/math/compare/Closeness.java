package dev.assay.math.compare;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** Whether two values that differ are close enough for a policy, which asks for that in so many words. */
final class Closeness {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Policy policy;
    private final Scalars scalars;

    Closeness(Policy policy, Scalars scalars) {
        this.policy = policy;
        this.scalars = scalars;
    }

    boolean agree(Expr reference, Expr answer) {
        boolean percents = policy.percents() == Policy.Percents.EITHER;
        if (policy.tolerance().isEmpty() && !percents) {
            return false;
        }
        boolean decimals = hasDecimal(reference) || hasDecimal(answer);
        if (!decimals && isInteger(reference) && isInteger(answer)) {
            return false;
        }
        Optional<BigDecimal> right = scalars.approximate(reference);
        Optional<BigDecimal> given = right.isEmpty() ? right : scalars.approximate(answer);
        if (given.isEmpty()) {
            return false;
        }
        boolean tolerated = policy.tolerance()
                .map(tolerance -> decimals || !tolerance.decimalsOnly())
                .orElse(false);
        if (near(right.get(), given.get(), tolerated)) {
            return true;
        }
        return percents
                && decimals
                && (near(right.get(), given.get().multiply(HUNDRED), tolerated)
                        || near(right.get().multiply(HUNDRED), given.get(), tolerated));
    }

    private boolean near(BigDecimal right, BigDecimal given, boolean tolerated) {
        if (!tolerated) {
            return right.compareTo(given) == 0;
        }
        Policy.Tolerance tolerance = policy.tolerance().orElseThrow();
        BigDecimal apart = right.subtract(given).abs();
        return switch (tolerance.kind()) {
            case RELATIVE -> apart.compareTo(right.abs().multiply(tolerance.amount())) <= 0;
            case ABSOLUTE -> apart.compareTo(tolerance.amount()) <= 0;
            case ROUNDED -> {
                int digits = tolerance.amount().intValue();
                yield right.setScale(digits, RoundingMode.HALF_EVEN)
                                .compareTo(given.setScale(digits, RoundingMode.HALF_EVEN))
                        == 0;
            }
        };
    }

    private boolean isInteger(Expr expr) {
        return scalars.rational(expr).filter(Rational::isInteger).isPresent();
    }

    /** Whether a number with digits after the point is written in it. */
    private static boolean hasDecimal(Expr expr) {
        if (expr instanceof Expr.Num(Rational value)) {
            return !value.isInteger() && isDecimal(value.denominator());
        }
        return expr instanceof Expr.Percent || expr.children().stream().anyMatch(Closeness::hasDecimal);
    }

    private static boolean isDecimal(BigInteger denominator) {
        BigInteger odd = denominator.shiftRight(denominator.getLowestSetBit());
        int fives = (int) (odd.bitLength() / 2.321928) + 1;
        return fives < 2_000 && BigInteger.valueOf(5).pow(fives).mod(odd).signum() == 0;
    }
}
