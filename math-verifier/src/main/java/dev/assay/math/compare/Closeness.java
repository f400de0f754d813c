package dev.assay.math.compare;

import dev.assay.math.exact.Rational;
import dev.assay.math.ladder.Scalars;
import dev.assay.math.numeric.Approximation;
import dev.assay.math.parse.Expr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether two values that differ are close enough for a policy, which asks for that in so many words. */
final class Closeness {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal ROUGH = new BigDecimal("1e-25");
    private static final int POINTS = 3;

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
        boolean tolerated = policy.tolerance()
                .map(tolerance -> decimals || !tolerance.decimalsOnly())
                .orElse(false);
        Set<String> symbols = new TreeSet<>();
        symbols(reference, symbols);
        symbols(answer, symbols);
        for (int point = 0; point < (symbols.isEmpty() ? 1 : POINTS); point++) {
            Optional<Approximation> right = Approximation.of(reference, symbols, point);
            Optional<Approximation> given = right.isEmpty() ? right : Approximation.of(answer, symbols, point);
            if (given.isEmpty() || !near(right.get(), given.get(), tolerated, decimals)) {
                return false;
            }
        }
        return true;
    }

    private boolean near(Approximation right, Approximation given, boolean tolerated, boolean decimals) {
        boolean percents = decimals && policy.percents() == Policy.Percents.EITHER;
        return near(right, given, tolerated)
                || percents
                        && (near(right, given.times(HUNDRED), tolerated)
                                || near(right.times(HUNDRED), given, tolerated));
    }

    private boolean near(Approximation right, Approximation given, boolean tolerated) {
        Approximation apart = right.minus(given);
        if (!tolerated) {
            return apart.size().compareTo(right.size().multiply(ROUGH)) <= 0;
        }
        Policy.Tolerance tolerance = policy.tolerance().orElseThrow();
        return switch (tolerance.kind()) {
            case RELATIVE -> apart.size().compareTo(right.size().multiply(tolerance.amount())) <= 0;
            case ABSOLUTE -> apart.size().compareTo(tolerance.amount()) <= 0;
            case ROUNDED -> {
                int digits = tolerance.amount().intValue();
                yield right.rounded(digits).equals(given.rounded(digits));
            }
        };
    }

    private static void symbols(Expr expr, Set<String> into) {
        if (expr instanceof Expr.Symbol(String name)) {
            into.add(name);
        }
        expr.children().forEach(child -> symbols(child, into));
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
