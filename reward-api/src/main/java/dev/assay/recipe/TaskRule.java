package dev.assay.recipe;

import dev.assay.rollout.Metadata;
import java.util.List;
import java.util.Optional;

/**
 * How the components of one task make a reward.
 *
 * @param components what counts, in the order in which rewards list it
 * @param gate a component without which nothing else counts
 */
public record TaskRule(List<ComponentRule> components, Optional<Gate> gate) {
    public TaskRule {
        components = List.copyOf(components);
    }

    /**
     * A component that must reach a value, or the others count no better than with the value 0.
     *
     * @param component the name of the component
     * @param least the least value at which the gate is open
     */
    public record Gate(String component, double least) {}

    /** The components that a rollout with this metadata needs. */
    public List<ComponentRule> expected(Metadata metadata) {
        if (components.stream().allMatch(rule -> rule.when().isEmpty())) {
            return components;
        }
        return components.stream().filter(rule -> rule.applies(metadata)).toList();
    }
}
