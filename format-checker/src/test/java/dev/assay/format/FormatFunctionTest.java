package dev.assay.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Settings;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FormatFunctionTest {
    private static final Deadline SOON = Deadline.after(Duration.ofMinutes(1));

    private static Outcome score(Settings settings, Rollout rollout) {
        return new FormatFunction().configure(settings).score(rollout, SOON);
    }

    @Test
    void theFunctionIsFoundByServiceLoaderAndOwnsEveryTask() {
        List<RewardFunction> found = ServiceLoader.load(RewardFunction.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(function -> function.component().equals("format"))
                .toList();

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().grader()).isEqualTo("format-checker/0.1.0");
        assertThat(List.of("math", "code", "general", "my-own")).allMatch(found.getFirst()::owns);
    }

    @Test
    void aWellFormedRolloutScoresOneWithoutEvidence() {
        Outcome outcome = score(
                Settings.NONE,
                Rollout.of("r", "math", "<think>Over six: three plus two.</think><answer>\\boxed{\\frac56}</answer>"));

        assertThat(outcome).isEqualTo(Outcome.scored(1, ReasonCode.WELL_FORMED, ""));
    }

    @Test
    void aBrokenRolloutIsScoredWithItsReason() {
        Rollout rollout = Rollout.of("r", "math", "<think>a</think>4");

        assertThat(score(Settings.NONE, rollout))
                .isEqualTo(Outcome.scored(0, ReasonCode.MISSING_OPEN_TAG, "no <answer>, </answer>"));
        assertThat(score(Settings.of("mode", "gate"), rollout).value()).hasValue(0);
        assertThat(score(Settings.of("mode", "graded"), rollout).value()).hasValue(0.5);
    }

    @Test
    void whatTheRolloutSaysIsUsed() {
        assertThat(score(
                                Settings.NONE,
                                Rollout.builder("r", "math", "a</think><answer>4</answer>")
                                        .prefilledThink(true)
                                        .build())
                        .value())
                .hasValue(1);
        assertThat(score(
                                Settings.NONE,
                                Rollout.builder("r", "math", "<think>a")
                                        .finishReason("length")
                                        .build())
                        .reason())
                .isEqualTo(ReasonCode.TRUNCATED);
        assertThat(score(
                                Settings.NONE,
                                Rollout.builder("r", "math", "<think>One is one.</think><answer>4</answer>")
                                        .prompt("Like this: <think>One is one.</think><answer>1</answer>")
                                        .build())
                        .reason())
                .isEqualTo(ReasonCode.PROMPT_ECHO);
    }

    @Test
    void theLanguageOfTheCodeMayComeFromTheReference() {
        Reference python = new Reference.Code(
                "python3",
                OptionalLong.empty(),
                OptionalInt.empty(),
                new Reference.CodeTests.Absent(),
                Optional.empty());
        Settings settings = Settings.of("code-language", "reference");
        String completion = "<think>a</think><answer>\n```%s\nx = 1\n```\n</answer>";

        assertThat(score(
                                settings,
                                Rollout.builder("r", "code", completion.formatted("python"))
                                        .reference(python)
                                        .build())
                        .value())
                .hasValue(1);
        assertThat(score(
                                settings,
                                Rollout.builder("r", "code", completion.formatted("java"))
                                        .reference(python)
                                        .build())
                        .reason())
                .isEqualTo(ReasonCode.WRONG_CODE_LANGUAGE);
        assertThat(score(settings, Rollout.of("r", "code", completion.formatted("java")))
                        .value())
                .hasValue(1);
    }
}
