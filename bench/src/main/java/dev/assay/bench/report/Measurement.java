package dev.assay.bench.report;

import java.util.Comparator;
import java.util.List;

/**
 * One figure of one subject, measured in rounds.
 *
 * @param scenario what was done, such as {@code unary x64}
 * @param subject who did it, such as {@code assay} or {@code bare}
 * @param unit such as {@code scores/s} or {@code ns/KB}
 * @param better which of two figures is the better one
 * @param rounds a figure for each round, in their order; empty where the subject was stopped
 * @param remark what else there is to say, such as why there is no figure; may be empty
 */
public record Measurement(
        String scenario, String subject, String unit, Better better, List<Double> rounds, String remark) {
    public Measurement {
        rounds = List.copyOf(rounds);
    }

    /** Which of two figures is the better one. */
    public enum Better {
        HIGHER,
        LOWER
    }

    /** A figure of which more is better. */
    public static Measurement rate(String scenario, String subject, String unit, List<Double> rounds) {
        return new Measurement(scenario, subject, unit, Better.HIGHER, rounds, "");
    }

    /** A figure of which less is better. */
    public static Measurement cost(String scenario, String subject, String unit, List<Double> rounds) {
        return new Measurement(scenario, subject, unit, Better.LOWER, rounds, "");
    }

    /** No figure, and why. */
    public static Measurement missing(String scenario, String subject, String unit, String why) {
        return new Measurement(scenario, subject, unit, Better.LOWER, List.of(), why);
    }

    /** The same with a remark. */
    public Measurement with(String newRemark) {
        return new Measurement(scenario, subject, unit, better, rounds, newRemark);
    }

    /** Whether there is a figure. */
    public boolean isThere() {
        return !rounds.isEmpty();
    }

    /** The best round. */
    public double best() {
        Comparator<Double> order = better == Better.HIGHER ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return rounds.stream().max(order).orElseThrow();
    }
}
