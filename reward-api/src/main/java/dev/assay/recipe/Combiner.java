package dev.assay.recipe;

import dev.assay.reward.Component;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes rewards of components. The reward is the sum of weight × mapped value over the scored components of the rule;
 * what is not applicable leaves the sum, and any other component without a value makes the reward absent, unless its
 * weight is 0 and it is no gate. A sum of nothing is absent too: what nobody judged is not a 0, and what only observes
 * (weight 0) judges nothing.
 */
public final class Combiner {
    private Combiner() {}

    /**
     * Combines the rollouts of one group.
     *
     * @param group the rollouts that are there, in the order in which the rewards are wanted
     * @param incomplete whether rollouts or components are missing
     * @return one reward for each rollout, in order
     * @throws dev.assay.reward.AssayException where the recipe does not map a rollout's task
     */
    public static List<Reward> combine(Recipe recipe, List<Judged> group, boolean incomplete) {
        GroupShape shape = new GroupShape(
                recipe.groupRelative()
                        ? group.stream()
                                .filter(judged -> hasReward(recipe, judged))
                                .toList()
                        : List.of());
        List<Reward> rewards = new ArrayList<>(group.size());
        for (Judged judged : group) {
            TaskRule rule = recipe.rule(judged.task());
            List<ComponentRule> expected = rule.expected(judged.metadata());
            List<Reward.Term> terms = new ArrayList<>(expected.size());
            for (ComponentRule component : expected) {
                terms.add(new Reward.Term(component(judged, component.component()), component.weight()));
            }
            OptionalDouble value = switch (judged.truncated() ? recipe.truncated() : Recipe.Truncated.SCORE) {
                case SCORE -> sum(rule, expected, judged, shape);
                case ZERO -> OptionalDouble.of(0);
                case NULL -> OptionalDouble.empty();
            };
            rewards.add(new Reward(judged.id(), judged.groupId(), value, recipe.label(), terms, incomplete));
        }
        return rewards;
    }

    private static OptionalDouble sum(TaskRule rule, List<ComponentRule> expected, Judged judged, GroupShape shape) {
        boolean closed = rule.gate().filter(gate -> isClosed(gate, judged)).isPresent();
        double sum = 0;
        boolean any = false;
        for (ComponentRule component : expected) {
            boolean isGate = isGate(rule, component);
            switch (component(judged, component.component()).outcome()) {
                case Outcome.Scored(double raw, var _, var _) -> {
                    double term = component.weight() * shape.apply(component, raw, judged);
                    if (closed && !isGate) {
                        // A closed gate never helps: what is worse than the value 0 stays as it is.
                        term = Math.min(term, component.weight() * GroupShape.atZero(component));
                    }
                    sum += term;
                    any |= component.weight() != 0;
                }
                case Outcome.NotApplicable _ -> {}
                case Outcome.Unscorable _, Outcome.Timeout _, Outcome.Failed _ -> {
                    if (isNeeded(rule, component)) {
                        return OptionalDouble.empty();
                    }
                }
            }
        }
        // Weights and values beyond what a double can add up have no sum that JSON could carry.
        // Adding 0.0 turns a negative zero into zero.
        return any && Double.isFinite(sum) ? OptionalDouble.of(sum + 0.0) : OptionalDouble.empty();
    }

    /** Whether a rollout gets a reward at all: those that get none stay out of the statistics of their group. */
    private static boolean hasReward(Recipe recipe, Judged judged) {
        if (judged.truncated()) {
            switch (recipe.truncated()) {
                case SCORE -> {}
                case ZERO -> {
                    return true;
                }
                case NULL -> {
                    return false;
                }
            }
        }
        TaskRule rule = recipe.rule(judged.task());
        boolean any = false;
        for (ComponentRule component : rule.expected(judged.metadata())) {
            switch (component(judged, component.component()).outcome()) {
                case Outcome.Scored _ -> any |= component.weight() != 0;
                case Outcome.NotApplicable _ -> {}
                case Outcome.Unscorable _, Outcome.Timeout _, Outcome.Failed _ -> {
                    if (isNeeded(rule, component)) {
                        return false;
                    }
                }
            }
        }
        return any;
    }

    private static boolean isGate(TaskRule rule, ComponentRule component) {
        return rule.gate()
                .filter(gate -> gate.component().equals(component.component()))
                .isPresent();
    }

    private static boolean isNeeded(TaskRule rule, ComponentRule component) {
        return component.weight() != 0 || isGate(rule, component);
    }

    private static boolean isClosed(TaskRule.Gate gate, Judged judged) {
        OptionalDouble value = component(judged, gate.component()).outcome().value();
        return value.isPresent() && value.getAsDouble() < gate.least();
    }

    static Component component(Judged judged, String name) {
        return Optional.ofNullable(judged.components().get(name))
                .orElseGet(() -> new Component(name, Outcome.timeout(ReasonCode.MISSING, ""), "", 0));
    }
}
