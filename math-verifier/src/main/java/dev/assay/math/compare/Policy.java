package dev.assay.math.compare;

import dev.assay.math.parse.Expr;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a comparison is told where mathematics alone does not decide. {@link #STRICT} is what all others depart from.
 *
 * @param percents what a percent sign is worth
 * @param units what units are for
 * @param lists whether the order of a bare comma list counts
 * @param tuples whether the order in round and square brackets counts
 * @param names whether variables must be called the same
 * @param tolerance how far numbers may be apart; absent: not at all
 */
public record Policy(
        Percents percents, Units units, Order lists, Order tuples, Names names, Optional<Tolerance> tolerance) {
    /** {@code 10\%} is a tenth, units count, bare lists are unordered, tuples ordered, names kept, no tolerance. */
    public static final Policy STRICT =
            new Policy(Percents.HUNDREDTHS, Units.CHECKED, Order.FREE, Order.KEPT, Names.KEPT, Optional.empty());

    /** What a percent sign is worth. */
    public enum Percents {
        /** 10% is 0.1. */
        HUNDREDTHS,
        /** The sign is left away: 10% is 10. */
        IGNORED,
        /** Numbers a hundred times apart agree where one has the sign or is written as a decimal. */
        EITHER
    }

    /** What units are for. */
    public enum Units {
        /** A unit may be missing on one side; different ones are converted, or differ. */
        CHECKED,
        /** Units are left away. */
        IGNORED
    }

    /** Whether the order of a list counts. */
    public enum Order {
        KEPT,
        FREE
    }

    /** Whether variables must be called the same. */
    public enum Names {
        KEPT,
        /** Renamed in the order of their first appearance. */
        RENAMED
    }

    /**
     * How far two numbers may be apart.
     *
     * @param kind what the amount is
     * @param amount the part of the reference, the distance, or the digits after the point
     * @param decimalsOnly only where a side is written as a decimal; else for all but two integers
     */
    public record Tolerance(Kind kind, BigDecimal amount, boolean decimalsOnly) {}

    /** How a tolerance measures. */
    public enum Kind {
        RELATIVE,
        ABSOLUTE,
        /** Both are rounded to so many digits after the point. */
        ROUNDED
    }

    /** What of the policy can be said by writing one side anew; the rest is up to {@link Comparer}. */
    public Expr rewrite(Expr expr) {
        return this == STRICT ? expr : new Rewriting(this).of(expr);
    }
}
