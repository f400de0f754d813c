package dev.assay.recipe;

import dev.assay.reward.Settings;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Sets the values of components against their group, as the {@link Shape} of each says. What a group is compared with
 * is taken once for each component, and from sorted values, so that the order of the group changes no bit of it.
 */
final class GroupShape {
    private static final double EPSILON = 1e-6;

    private final List<Judged> counted;
    private final Map<ComponentRule, Spread> spreads = new IdentityHashMap<>();

    /**
     * Makes the shape of a group.
     *
     * @param counted the rollouts that have a reward; the others stay out of its statistics
     */
    GroupShape(List<Judged> counted) {
        this.counted = counted;
    }

    /** What the values of a component are like in the group. */
    private record Spread(int size, double least, double most, double mean, double deviation) {}

    /** The value that is weighed: mapped, then set against the group. */
    double apply(ComponentRule rule, double raw, Judged judged) {
        return switch (rule.shape()) {
            case NONE -> rule.mapped(raw);
            case CENTER -> rule.mapped(raw) - spread(rule).mean();
            case STANDARDIZE -> standardized(rule.mapped(raw), spread(rule));
            case KIMI_LENGTH -> kimi(raw, judged, spread(rule));
            case COSINE -> cosine(raw, judged, rule.settings());
        };
    }

    /** The value that a raw 0 gets; relative shapes have none of their own, so there it is 0. */
    static double atZero(ComponentRule rule) {
        return rule.shape() == Shape.NONE ? rule.mapped(0) : 0;
    }

    private static double standardized(double value, Spread group) {
        return group.size() < 2 ? 0 : (value - group.mean()) / (group.deviation() + EPSILON);
    }

    private static double kimi(double length, Judged judged, Spread lengths) {
        if (lengths.least() == lengths.most()) {
            return 0;
        }
        double lambda = 0.5 - (length - lengths.least()) / (lengths.most() - lengths.least());
        return isRight(judged) ? lambda : Math.min(0, lambda);
    }

    private static double cosine(double shortness, Judged judged, Settings settings) {
        double atLong = isRight(judged) ? end(settings, "right-long", 0.5) : end(settings, "wrong-long", -0.5);
        double atShort = isRight(judged) ? end(settings, "right-short", 1) : end(settings, "wrong-short", -1);
        return atLong + (atShort - atLong) * shortness;
    }

    private static double end(Settings settings, String name, double otherwise) {
        return settings.number(name, otherwise, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    private static boolean isRight(Judged judged) {
        OptionalDouble accuracy =
                Combiner.component(judged, "accuracy").outcome().value();
        return accuracy.isPresent() && accuracy.getAsDouble() >= 1;
    }

    private Spread spread(ComponentRule rule) {
        return spreads.computeIfAbsent(rule, this::measured);
    }

    private Spread measured(ComponentRule rule) {
        double[] values = counted.stream()
                .filter(judged -> rule.applies(judged.metadata()))
                .map(judged ->
                        Combiner.component(judged, rule.component()).outcome().value())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .map(raw -> rule.shape() == Shape.KIMI_LENGTH ? raw : rule.mapped(raw))
                .sorted()
                .toArray();
        if (values.length == 0) {
            return new Spread(0, 0, 0, 0, 0);
        }
        double least = values[0];
        double most = values[values.length - 1];
        // Equal values have exactly themselves as their mean, which a division would miss by a bit.
        double mean = least == most ? least : DoubleStream.of(values).average().orElseThrow();
        double squares = DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
        return new Spread(values.length, least, most, mean, deviation);
    }
}
