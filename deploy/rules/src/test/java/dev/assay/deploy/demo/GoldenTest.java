package dev.assay.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.Component;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class GoldenTest {
    @Test
    void rulesAreComparedToTheLastDigit() {
        assertThat(differences(reward("accuracy", 0.5), reward("accuracy", 0.5)))
                .isEmpty();
        assertThat(differences(reward("accuracy", 0.5), reward("accuracy", 0.50001)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("line 1")
                .contains("0.50001");
    }

    @Test
    void valuesOfRewardModelsMayBeOffByRounding() {
        assertThat(differences(reward("helpful", 0.5), reward("helpful", 0.50001)))
                .isEmpty();
        assertThat(differences(reward("helpful", 0.5), reward("helpful", 0.501)))
                .hasSize(1);
    }

    @Test
    void anotherRewardForTheSameValueIsADifference() {
        Reward other = new Reward(
                "r", "g", OptionalDouble.of(0.9), "r1", reward("safety", 0.5).terms(), false);
        assertThat(differences(other, reward("safety", 0.5))).hasSize(1);
    }

    @Test
    void aMissingRewardIsADifference() {
        assertThat(Golden.differences(List.of(), List.of(Golden.line(reward("helpful", 0.5)))))
                .hasSize(1);
        assertThat(Golden.differences(List.of(Golden.line(reward("helpful", 0.5))), List.of()))
                .hasSize(1);
    }

    @Test
    void anotherReasonIsADifference() {
        String line = Golden.line(reward("helpful", 0.5)).replace("MODEL_SCORE", "TOO_LONG");
        assertThat(Golden.differences(List.of(Golden.line(reward("helpful", 0.5))), List.of(line)))
                .hasSize(1);
    }

    private static Reward reward(String component, double value) {
        Outcome outcome = new Outcome.Scored(value, ReasonCode.MODEL_SCORE, "");
        Component only = new Component(component, outcome, "grader/1", System.nanoTime() % 1000);
        return new Reward("r", "g", OptionalDouble.of(value), "r1", List.of(new Reward.Term(only, 1)), false);
    }

    private static List<String> differences(Reward got, Reward expected) {
        return Golden.differences(List.of(Golden.line(got)), List.of(Golden.line(expected)));
    }
}
