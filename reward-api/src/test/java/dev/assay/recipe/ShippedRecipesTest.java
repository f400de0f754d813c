package dev.assay.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.Component;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import dev.assay.rollout.Metadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the recipes that ship make of components. */
class ShippedRecipesTest {
    private static OptionalDouble reward(String recipe, String task, String set, Map<String, Double> values) {
        Map<String, Component> components = new HashMap<>();
        values.forEach((name, value) -> components.put(
                name, new Component(name, Outcome.scored(value, ReasonCode.MODEL_SCORE, ""), "test/1", 1)));
        Metadata metadata = set.isEmpty() ? Metadata.NONE : new Metadata(Map.of("set", '"' + set + '"'));
        List<Reward> rewards = Combiner.combine(
                Recipes.shipped().named(recipe),
                List.of(new Judged("a", "a", task, false, metadata, components)),
                false);
        return rewards.getFirst().value();
    }

    @Test
    void r1AddsAccuracyFormatAndLanguageOnReasoning() {
        assertThat(reward("r1", "math", "", Map.of("accuracy", 1.0, "format", 1.0, "language", 0.75)))
                .hasValue(2.75);
    }

    @Test
    void r1TakesTheModelOfTheSetThatAGeneralPromptIsFrom() {
        Map<String, Double> values = Map.of("helpful", 0.5, "safety", 0.25, "format", 1.0, "language", 1.0);

        assertThat(reward("r1", "general", "helpful", values)).hasValue(2.5);
        assertThat(reward("r1", "general", "safety", values)).hasValue(2.25);
    }

    @Test
    void dapoPunishesWrongAnswersAndWhatIsTooLong() {
        assertThat(reward("dapo", "math", "", Map.of("accuracy", 1.0, "length", 0.0)))
                .hasValue(1);
        assertThat(reward("dapo", "code", "", Map.of("accuracy", 1.0, "length", -0.5)))
                .hasValue(0.5);
        assertThat(reward("dapo", "math", "", Map.of("accuracy", 0.0, "length", -1.0)))
                .hasValue(-2);
        assertThat(Recipes.shipped().named("dapo").groupRelative()).isFalse();
    }
}
