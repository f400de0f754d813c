package dev.assay.gateway.join;

import dev.assay.recipe.Recipe;
import dev.assay.recipe.Recipes;
import java.time.Duration;

/**
 * How the join joins.
 *
 * @param recipes the recipes that rollouts may name
 * @param recipe the recipe of rollouts that name none; the reward services must have the same
 * @param groupDeadline how long a group waits whose first rollout names no deadline
 * @param remember how long the ids of rewarded rollouts are kept, so that what comes again is dropped; about half a
 *     kilobyte of heap for each rollout
 * @param catchUp how long after a start nothing is closed at a deadline, so that what waited in the topics is read
 *     first
 */
public record JoinOptions(Recipes recipes, Recipe recipe, Duration groupDeadline, Duration remember, Duration catchUp) {
    /** The longest time that a rollout may ask its group to wait. */
    static final Duration LONGEST_DEADLINE = Duration.ofHours(24);

    public JoinOptions {
        if (groupDeadline.isNegative() || groupDeadline.isZero() || remember.isNegative() || catchUp.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative, and a group's deadline not zero");
        }
    }

    /** Two minutes for a group, an hour of memory, three seconds after a start. */
    public static JoinOptions of(Recipes recipes, Recipe recipe) {
        return new JoinOptions(recipes, recipe, Duration.ofMinutes(2), Duration.ofHours(1), Duration.ofSeconds(3));
    }

    /** These options with another deadline. */
    public JoinOptions withGroupDeadline(Duration deadline) {
        return new JoinOptions(recipes, recipe, deadline, remember, catchUp);
    }

    /** These options with another memory. */
    public JoinOptions withRemember(Duration duration) {
        return new JoinOptions(recipes, recipe, groupDeadline, duration, catchUp);
    }

    /** These options with another grace after a start. */
    public JoinOptions withCatchUp(Duration grace) {
        return new JoinOptions(recipes, recipe, groupDeadline, remember, grace);
    }
}
