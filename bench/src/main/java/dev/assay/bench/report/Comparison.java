package dev.assay.bench.report;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One subject against another on the same scenario. A ratio over 1 says that the subject is the better one, whether
 * more or less is better of the figure.
 *
 * @param best best round against best round
 * @param paired the median over the rounds, each against the other's round of the same number, which ran next to it
 * @param floor what the ratio is meant to be at least
 */
public record Comparison(
        String scenario, String subject, String against, double best, double paired, OptionalDouble floor) {

    /** Compares without a floor. */
    public static Comparison of(Measurement subject, Measurement against) {
        return of(subject, against, OptionalDouble.empty());
    }

    /** Compares with a floor. */
    public static Comparison of(Measurement subject, Measurement against, double floor) {
        return of(subject, against, OptionalDouble.of(floor));
    }

    private static Comparison of(Measurement subject, Measurement against, OptionalDouble floor) {
        int pairs = Math.min(subject.rounds().size(), against.rounds().size());
        double[] sorted = IntStream.range(0, pairs)
                .mapToDouble(i -> ratio(
                        subject.better(),
                        subject.rounds().get(i),
                        against.rounds().get(i)))
                .sorted()
                .toArray();
        double median = DoubleStream.of(sorted[(pairs - 1) / 2], sorted[pairs / 2])
                .average()
                .orElseThrow();
        return new Comparison(
                subject.scenario(),
                subject.subject(),
                against.subject(),
                ratio(subject.better(), subject.best(), against.best()),
                median,
                floor);
    }

    private static double ratio(Measurement.Better better, double subject, double against) {
        return switch (better) {
            case HIGHER -> subject / against;
            case LOWER -> against / subject;
        };
    }

    /**
     * Whether the floor is kept, by the paired ratio, which what else runs disturbs least; true where there is none.
     */
    public boolean isKept() {
        return floor.isEmpty() || paired >= floor.getAsDouble();
    }
}
