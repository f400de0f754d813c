package dev.assay.recipe;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Sets the value of a component against its group, as the component's {@link Shape} says. */
final class GroupShape {
    private static final double EPSILON = 1e-6;

    private GroupShape() {}

    /** The value that is weighed: mapped, then set against the scored rollouts of the group. */
    static double apply(ComponentRule rule, double raw, Judged judged, List<Judged> group) {
        return switch (rule.shape()) {
            case NONE -> rule.mapped(raw);
            case CENTER -> rule.mapped(raw) - mean(mapped(rule, group));
            case STANDARDIZE -> standardized(rule.mapped(raw), mapped(rule, group));
            case KIMI_LENGTH -> kimi(raw, judged, values(rule, group));
        };
    }

    /** The value that a raw 0 gets; relative shapes have none of their own, so there it is 0. */
    static double atZero(ComponentRule rule) {
        return rule.shape() == Shape.NONE ? rule.mapped(0) : 0;
    }

    private static double standardized(double value, double[] group) {
        if (group.length < 2) {
            return 0;
        }
        double mean = mean(group);
        double squares =
                DoubleStream.of(group).map(v -> (v - mean) * (v - mean)).sum();
        return (value - mean) / (Math.sqrt(squares / (group.length - 1)) + EPSILON);
    }

    private static double kimi(double length, Judged judged, double[] lengths) {
        double shortest = DoubleStream.of(lengths).min().orElse(length);
        double longest = DoubleStream.of(lengths).max().orElse(length);
        if (shortest == longest) {
            return 0;
        }
        double lambda = 0.5 - (length - shortest) / (longest - shortest);
        OptionalDouble accuracy =
                Combiner.component(judged, "accuracy").outcome().value();
        return accuracy.isPresent() && accuracy.getAsDouble() >= 1 ? lambda : Math.min(0, lambda);
    }

    private static double[] mapped(ComponentRule rule, List<Judged> group) {
        return DoubleStream.of(values(rule, group)).map(rule::mapped).toArray();
    }

    private static double[] values(ComponentRule rule, List<Judged> group) {
        return group.stream()
                .map(judged ->
                        Combiner.component(judged, rule.component()).outcome().value())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElse(0);
    }
}
