package dev.assay.math.compare;

import dev.assay.math.parse.Expr;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a comparison is told where mathematics alone does not decide. {@link #STRICT} is what all others depart from.
 *
 * @param percents what a percent sign is worth
 * @param units what units are for
 * @param lists what counts of a bare comma list
 * @param tuples whether the order in round and square brackets counts
 * @param names whether variables must be called the same
 * @param chains what a chain of equations says beside a single value
 * @param inequalities where an inequality is the set that it describes
 * @param tolerance how far numbers may be apart; absent: not at all
 */
public record Policy(
        Percents percents,
        Units units,
        Lists lists,
        Tuples tuples,
        Names names,
        Chains chains,
        Inequalities inequalities,
        Optional<Tolerance> tolerance) {
    /** {@code 10\%} is a tenth, units count, bare lists are unordered, tuples ordered, names kept, no tolerance. */
    public static final Policy STRICT = new Policy(
            Percents.HUNDREDTHS,
            Units.CHECKED,
            Lists.FREE,
            Tuples.KEPT,
            Names.KEPT,
            Chains.PROVEN,
            Inequalities.SETS,
            Optional.empty());

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

    /** What counts of a bare comma list. */
    public enum Lists {
        /** Its order. */
        KEPT,
        /** Its values, each as often as it is there. */
        FREE,
        /** Its values, once each. */
        DISTINCT
    }

    /** Whether the order in round and square brackets counts. */
    public enum Tuples {
        KEPT,
        FREE,
        /** An answer is taken as the reference is: its tuple beside braces is a set, its braces beside a tuple one. */
        AS_REFERENCE
    }

    /** What a chain such as {@code 3+4=7} says beside a single value. */
    public enum Chains {
        /** That value, if all of its sides are proven to have it. */
        PROVEN,
        /** Its last side. */
        LAST
    }

    /** Where an inequality is the set that it describes. */
    public enum Inequalities {
        SETS,
        /** In the reference only; an answer must be a set beside a set. */
        SETS_IN_REFERENCE
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

    /** The reference written anew, as far as the policy can be said that way; the rest is up to {@link Comparer}. */
    public Expr reference(Expr reference, Expr answer) {
        return this == STRICT ? reference : new Rewriting(this, answer, false).of(reference, true);
    }

    /** The answer written anew beside a reference. */
    public Expr answer(Expr answer, Expr reference) {
        return this == STRICT ? answer : new Rewriting(this, reference, true).of(answer, true);
    }

    /** Whether the two are of kinds that the policy does not compare. */
    public boolean refuses(Expr reference, Expr answer) {
        return inequalities == Inequalities.SETS_IN_REFERENCE && isSet(reference) && isInequality(answer);
    }

    private static boolean isSet(Expr expr) {
        return switch (expr) {
            case Expr.Interval _, Expr.SetOperation _, Expr.SetOf _ -> true;
            case Expr.Relation(var _, List<Expr.Operator> operators) -> operators.contains(Expr.Operator.ELEMENT_OF);
            case Expr _ -> false;
        };
    }

    private static boolean isInequality(Expr expr) {
        return expr instanceof Expr.Relation(var _, List<Expr.Operator> operators)
                && operators.stream()
                        .noneMatch(operator -> operator == Expr.Operator.EQUAL
                                || operator == Expr.Operator.ELEMENT_OF
                                || operator == Expr.Operator.APPROXIMATELY);
    }
}
