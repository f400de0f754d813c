package dev.assay.recipe;

import dev.assay.reward.Settings;
import dev.assay.rollout.Metadata;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one component counts.
 *
 * @param component its name
 * @param weight the factor of its mapped value in the sum; 0 only observes, so that a missing value does no harm
 * @param map value to mapped value: linear between the points, constant beyond them; empty leaves values as they are
 * @param when the metadata that a rollout must carry for the component to be needed: a member and its text
 * @param shape how the value is set against the group
 * @param settings what the reward function is told
 */
public record ComponentRule(
        String component,
        double weight,
        NavigableMap<Double, Double> map,
        Optional<Condition> when,
        Shape shape,
        Settings settings) {

    public ComponentRule {
        map = Collections.unmodifiableNavigableMap(new TreeMap<>(map));
    }

    /** A member of the metadata and the text that it must have. */
    public record Condition(String member, String text) {}

    /** Whether a rollout with this metadata needs the component. */
    public boolean applies(Metadata metadata) {
        return when.isEmpty()
                || metadata.text(when.get().member())
                        .filter(when.get().text()::equals)
                        .isPresent();
    }

    /** The value after the map. */
    public double mapped(double value) {
        if (map.isEmpty()) {
            return value;
        }
        Map.Entry<Double, Double> below = map.floorEntry(value);
        Map.Entry<Double, Double> above = map.ceilingEntry(value);
        if (below == null) {
            return map.firstEntry().getValue();
        }
        if (above == null) {
            return map.lastEntry().getValue();
        }
        if (below.getKey().equals(above.getKey())) {
            return below.getValue();
        }
        double share = (value - below.getKey()) / (above.getKey() - below.getKey());
        return below.getValue() + share * (above.getValue() - below.getValue());
    }
}
