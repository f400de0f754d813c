package dev.assay.math.compare;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import dev.assay.reward.ReasonCode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Compares days and times of the day, which equal nothing but each other. */
final class Calendars {
    private static final int HALF_DAY = 12 * 3600;

    private Calendars() {}

    static boolean isTime(Expr expr) {
        return expr instanceof Expr.Date || expr instanceof Expr.Clock;
    }

    /** One of both at least is a date or a time; a year or a half of the day may be missing on one side. */
    static ReasonCode compare(Expr reference, Expr answer) {
        if (reference instanceof Expr.Date(var year, int month, int day)
                && answer instanceof Expr.Date(var otherYear, int otherMonth, int otherDay)) {
            boolean years = year.isEmpty() || otherYear.isEmpty() || year.equals(otherYear);
            return finding(years && month == otherMonth && day == otherDay);
        }
        Optional<Expr.Clock> right = clock(reference);
        Optional<Expr.Clock> given = clock(answer);
        if (right.isEmpty() || given.isEmpty()) {
            return ReasonCode.NOT_EQUAL;
        }
        boolean sure = right.get().sure() && given.get().sure();
        int apart = Math.abs(right.get().seconds() - given.get().seconds());
        return finding(apart == 0 || !sure && apart == HALF_DAY);
    }

    private static ReasonCode finding(boolean equal) {
        return equal ? ReasonCode.EQUAL_EXACT : ReasonCode.NOT_EQUAL;
    }

    private static Optional<Expr.Clock> clock(Expr expr) {
        return switch (expr) {
            case Expr.Clock clock -> Optional.of(clock);
            case Expr.Ratio(List<Expr> parts)
            when parts.size() <= 3 -> {
                int seconds = 0;
                int unit = 3600;
                for (Expr part : parts) {
                    int limit = unit == 3600 ? 24 : 60;
                    if (!(part instanceof Expr.Num(Rational value))
                            || !value.isInteger()
                            || value.signum() < 0
                            || value.numerator().compareTo(BigInteger.valueOf(limit)) >= 0) {
                        yield Optional.empty();
                    }
                    seconds += value.numerator().intValue() * unit;
                    unit /= 60;
                }
                yield Optional.of(new Expr.Clock(seconds, seconds >= HALF_DAY + 3600 || seconds < 3600));
            }
            case Expr _ -> Optional.empty();
        };
    }
}
