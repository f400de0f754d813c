package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reward.AssayException;
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

class MathFunctionTest {
    private static Outcome score(Reference reference, String completion) {
        Rollout rollout =
                Rollout.builder("r", "math", completion).reference(reference).build();
        return new MathFunction().configure(Settings.NONE).score(rollout, Deadline.after(Duration.ofMinutes(1)));
    }

    private static Reference answers(String... answers) {
        return new Reference.Answers(List.of(answers), Optional.empty());
    }

    private static void scored(Outcome outcome, double value, ReasonCode reason) {
        assertThat(outcome).isInstanceOf(Outcome.Scored.class);
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.value()).hasValue(value);
    }

    private static void unscorable(Outcome outcome, ReasonCode reason, String evidence) {
        assertThat(outcome).isInstanceOf(Outcome.Unscorable.class);
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.evidence()).contains(evidence);
    }

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(RewardFunction.class).stream().map(ServiceLoader.Provider::type))
                .contains(MathFunction.class);
    }

    @Test
    void itOwnsAccuracyOfReasoningTasks() {
        MathFunction function = new MathFunction();
        assertThat(function.component()).isEqualTo("accuracy");
        assertThat(function.grader()).isEqualTo("math-verifier/0.1.0");
        assertThat(List.of("math", "choice", "logic")).allMatch(function::owns);
        assertThat(List.of("code", "repair", "general", "mine")).noneMatch(function::owns);
        assertThatThrownBy(() -> function.configure(Settings.of("mode", "x"))).isInstanceOf(AssayException.class);
    }

    @Test
    void aRightAnswerIsOneAndExplainsItself() {
        Outcome outcome = score(
                answers("\\frac{5}{6}"), "<think>Over six: three plus two.</think><answer>\\boxed{\\frac56}</answer>");
        scored(outcome, 1, ReasonCode.EQUAL_EXACT);
        assertThat(outcome.evidence()).isEqualTo("5/6 = 5/6");
    }

    @Test
    void aWrongAnswerIsZeroAndExplainsItself() {
        Outcome outcome = score(answers("\\frac{5}{6}"), "\\boxed{4}");
        scored(outcome, 0, ReasonCode.NOT_EQUAL);
        assertThat(outcome.evidence()).isEqualTo("boxed 4 ≠ 5/6");
    }

    @Test
    void whateverTheModelWritesIsScored() {
        scored(score(answers("5"), "<think></think>"), 0, ReasonCode.NO_ANSWER);
        scored(score(answers("5"), "\\boxed{5 +}"), 0, ReasonCode.UNPARSEABLE);
        scored(score(answers("5"), "\\boxed{9^{9^{9^9}}}"), 0, ReasonCode.TOO_COSTLY);
        scored(score(answers("5"), "\\boxed{5} or \\boxed{6}"), 0, ReasonCode.SEVERAL_ANSWERS);
    }

    @Test
    void anyOfSeveralReferenceAnswersCounts() {
        scored(score(answers("5", "six"), "\\boxed{Six}"), 1, ReasonCode.EQUAL_TEXT);
        scored(score(answers("5", "7"), "\\boxed{6}"), 0, ReasonCode.NOT_EQUAL);
        scored(score(answers("A", "B"), "\\boxed{B}"), 1, ReasonCode.EQUAL_CHOICE);
    }

    @Test
    void whatTheReferenceLacksIsNeverTheModelsFault() {
        unscorable(score(new Reference.None(), "5"), ReasonCode.NO_REFERENCE, "no reference");
        unscorable(score(answers("5 + * 3"), "5"), ReasonCode.REFERENCE_UNREADABLE, "at 4");
        unscorable(score(answers("9^{9^{9^9}}"), "5"), ReasonCode.REFERENCE_TOO_COSTLY, "bits");
        unscorable(
                score(new Reference.Answers(List.of("5"), Optional.of("x")), "5"),
                ReasonCode.REFERENCE_UNREADABLE,
                "unknown profile 'x'; known: default, math-verify");
        unscorable(score(new Reference.Puzzle("chess", "{}"), "5"), ReasonCode.REFERENCE_UNREADABLE, "known: game24");
        unscorable(
                score(
                        new Reference.Code(
                                "python",
                                OptionalLong.empty(),
                                OptionalInt.empty(),
                                new Reference.CodeTests.Absent(),
                                Optional.empty()),
                        "5"),
                ReasonCode.NO_REFERENCE,
                "program");
    }

    @Test
    void aSolutionMayBeTheReference() {
        scored(score(answers("It is $\\boxed{\\frac12}$."), "\\boxed{0.5}"), 1, ReasonCode.EQUAL_EXACT);
        scored(score(answers("48+24 = 72\n#### 72"), "\\boxed{72.0}"), 1, ReasonCode.EQUAL_EXACT);
    }

    @Test
    void theTraceTellsEveryStep() {
        Verification verification = new MathVerifier().verify("\\frac{5}{6}", "Answer: 10/12");
        assertThat(verification.trace())
                .containsExactly(
                        "extracted '10/12' from answer: in all",
                        "reference '\\frac{5}{6}' read as (5 / 6)",
                        "answer '10/12' read as (10 / 12)",
                        "EQUAL_EXACT: The answer has exactly the value of the reference.");
    }
}
