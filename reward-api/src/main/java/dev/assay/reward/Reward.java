package dev.assay.reward;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The combined number of one rollout with all its components.
 *
 * @param id the rollout
 * @param groupId its group
 * @param value the number, absent where a component that the recipe needs has none
 * @param recipe name and hash of the recipe, as {@code r1-zero@1c9f2b7e}
 * @param terms the components in the order of the recipe, each with its weight
 * @param incomplete whether the group was closed at its deadline before everything was in
 */
public record Reward(
        String id, String groupId, OptionalDouble value, String recipe, List<Term> terms, boolean incomplete) {
    public Reward {
        terms = List.copyOf(terms);
    }

    /** A component as the recipe weighs it. */
    public record Term(Component component, double weight) {}
}
