package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.math.ladder.Cas;
import dev.assay.math.profile.Profile;
import dev.assay.math.profile.ProfileReader;
import dev.assay.math.profile.Profiles;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Settings;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each profile accepts and refuses where others decide otherwise. */
class ProfilesTest {
    private static Verification verify(String profile, String reference, String completion) {
        return new MathVerifier().verify(new Reference.Answers(List.of(reference), Optional.of(profile)), completion);
    }

    private static Verification own(String yaml, List<String> references, String completion) {
        Profile profile = ProfileReader.read(yaml);
        return new MathVerifier(Cas.NONE, profile)
                .verify(new Reference.Answers(references, Optional.empty()), completion);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "‖",
            value = {
                // value and form
                "default ‖ 1/2 ‖ 0.5 ‖ true",
                "default ‖ 1/3 ‖ 0.333333 ‖ false",
                "default ‖ 1/3 ‖ 0.\\overline{3} ‖ true",
                "default ‖ 10\\% ‖ 0.1 ‖ true",
                "default ‖ 10\\% ‖ 10 ‖ false",
                "default ‖ 0.37 ‖ 37\\% ‖ true",
                // labels and units
                "default ‖ x=5 ‖ 5 ‖ true",
                "default ‖ 5 ‖ k = 5 ‖ true",
                "default ‖ x=5 ‖ y=5 ‖ false",
                "default ‖ f(x)=2x ‖ 2x ‖ true",
                "default ‖ 5 \\text{ km} ‖ 5 ‖ true",
                "default ‖ 5 ‖ 5 \\text{ km} ‖ true",
                "default ‖ 5 \\text{ km} ‖ 5 \\text{ m} ‖ false",
                "default ‖ 5 \\text{ km} ‖ 5000 \\text{ m} ‖ true",
                // degrees
                "default ‖ 90^\\circ ‖ 90 ‖ true",
                "default ‖ 90^\\circ ‖ \\frac{\\pi}{2} ‖ true",
                "default ‖ 60^\\circ ‖ \\pi/2 ‖ false",
                // reals
                "default ‖ \\sqrt{x^2} ‖ x ‖ false",
                "default ‖ \\sqrt{x^2} ‖ |x| ‖ true",
                // bases
                "default ‖ 101_2 ‖ 5 ‖ true",
                "default ‖ x_2 ‖ x ‖ false",
                // order
                "default ‖ 1, 2 ‖ 2, 1 ‖ true",
                "default ‖ (1, 2) ‖ (2, 1) ‖ false",
                "default ‖ \\{1, 2\\} ‖ \\{2, 1\\} ‖ true",
                "default ‖ [0, 1) ‖ [0, 1] ‖ false",
                // choices
                "default ‖ B ‖ (b) ‖ true",
                "default ‖ (B) ‖ B ‖ true",
                "default ‖ **B** ‖ b ‖ true",
                "default ‖ B ‖ C ‖ false",
                // math-verify
                "math-verify ‖ 1/12 ‖ 0.083333 ‖ true",
                "math-verify ‖ 10\\% ‖ 0.1 ‖ true",
                "math-verify ‖ 10\\% ‖ 10 ‖ false",
                "math-verify ‖ \\{3, 7\\} ‖ (7, 3) ‖ true",
                "math-verify ‖ (7, 3) ‖ (3, 7) ‖ false",
                "math-verify ‖ \\frac{1}{2004!} ‖ \\frac{1}{2006!} ‖ false",
                "math-verify ‖ 4 ‖ 4\\sqrt{2} ‖ false",
                // hendrycks
                "hendrycks ‖ 37 ‖ 37\\% ‖ true",
                "hendrycks ‖ 3, 1 ‖ 1, 3 ‖ false",
                "hendrycks ‖ 12 ‖ 12\\text{ apples} ‖ true",
                // qwen
                "qwen ‖ 0.333 ‖ \\frac{333.01}{1000} ‖ true",
                "qwen ‖ 0.25 ‖ 25\\% ‖ true",
                "qwen ‖ 25 ‖ 25\\% ‖ true",
                "qwen ‖ 1 ‖ 100 ‖ false",
                "qwen ‖ 7, 9 ‖ 9, 7 ‖ false",
            })
    void eachHasItsPolicy(String profile, String reference, String answer, boolean accepted) {
        Verification verification = verify(profile, reference, "\\boxed{" + answer + "}");
        assertThat(verification.accepted()).as("%s", verification.trace()).isEqualTo(accepted);
    }

    @Test
    void dapoReadsOnlyAnAnswerLineNearTheEnd() {
        assertThat(verify("dapo", "12", "So it is.\nAnswer: $12$").accepted()).isTrue();
        assertThat(verify("dapo", "12", "Answer: 11\nNo.\nAnswer: 12").accepted())
                .isTrue();
        assertThat(verify("dapo", "12", "\\boxed{12}").reason()).isEqualTo(ReasonCode.NO_ANSWER);
        assertThat(verify("dapo", "12", "Answer: 12\n" + "so ".repeat(150)).reason())
                .isEqualTo(ReasonCode.NO_ANSWER);
    }

    @Test
    void gsm8kReadsTheHashesElseTheLastNumber() {
        assertThat(verify("gsm8k", "1234", "48+24 = 72\n#### 1,234").accepted()).isTrue();
        assertThat(verify("gsm8k", "#### 18", "She makes $18 every day at the market.")
                        .accepted())
                .isTrue();
        assertThat(verify("gsm8k", "-3", "the result is 3").accepted()).isFalse();
    }

    @Test
    void strictBoxAsksForTheSpellingOfTheReference() {
        assertThat(verify("strict-box", "\\frac{1}{2}", "so \\boxed{\\frac{1}{2}}")
                        .reason())
                .isEqualTo(ReasonCode.EQUAL_IDENTICAL);
        assertThat(verify("strict-box", "\\frac{1}{2}", "so \\boxed{0.5}").reason())
                .isEqualTo(ReasonCode.WRONG_FORM);
        assertThat(verify("strict-box", "\\frac{1}{2}", "so \\boxed{0.4}").reason())
                .isEqualTo(ReasonCode.NOT_EQUAL);
        assertThat(verify("strict-box", "5", "Answer: 5").reason()).isEqualTo(ReasonCode.NO_ANSWER);
        assertThat(verify("strict-box", "5", "\\boxed{5}" + " and so on".repeat(20))
                        .reason())
                .isEqualTo(ReasonCode.NO_ANSWER);
    }

    @Test
    void textsAreEqualByTheirWords() {
        assertThat(verify("text-em", "The Eiffel Tower", "<answer>eiffel tower.</answer>")
                        .accepted())
                .isTrue();
        assertThat(verify("text-em", "Eiffel Tower", "I think so. The answer is: the Eiffel Tower")
                        .accepted())
                .isTrue();
        assertThat(verify("text-em", "Eiffel Tower", "\\boxed{\\text{Eiffel}}").accepted())
                .isFalse();
        assertThat(verify("text-em", "3.5", "35").accepted()).isFalse();
        assertThat(verify("text-em", "-3", "3").accepted()).isFalse();
        assertThat(verify("text-em", "1/2", "12").accepted()).isFalse();
        assertThat(verify("text-em", "北京", "北京。").accepted()).isTrue();
    }

    @Test
    void overlapIsTheShareOfWordsInCommonWithTheBestReference() {
        Verification verification = new MathVerifier()
                .verify(
                        new Reference.Answers(List.of("president barack obama", "mr obama"), Optional.of("text-f1")),
                        "Answer: Barack Obama");
        assertThat(verification.value()).isEqualTo(0.8);
        assertThat(verification.reason()).isEqualTo(ReasonCode.PARTLY_EQUAL);
        assertThat(verify("text-f1", "barack obama", "Obama Barack").value()).isEqualTo(1);
        assertThat(verify("text-f1", "barack obama", "nobody").value()).isZero();
    }

    @Test
    void toleranceIsOnlyWhereAskedFor() {
        String relative = "{tolerance: {relative: 0.01}}";
        assertThat(own(relative, List.of("3.14"), "3.15").accepted()).isTrue();
        assertThat(own(relative, List.of("3.14"), "3.18").accepted()).isFalse();
        assertThat(own(relative, List.of("\\pi"), "3.14").reason()).isEqualTo(ReasonCode.EQUAL_NUMERIC);
        assertThat(own(relative, List.of("1000"), "1001").accepted()).isFalse();
        assertThat(own(relative, List.of("\\frac{1000}{7}"), "\\frac{1001}{7}").accepted())
                .isFalse();
        assertThat(own("{tolerance: {absolute: 0.5}}", List.of("3.0"), "3.4").accepted())
                .isTrue();
        assertThat(own("{tolerance: {rounded: 2}}", List.of("2/3"), "0.67").accepted())
                .isTrue();
        assertThat(own("{base: math-verify, tolerance: none}", List.of("2/3"), "0.666667")
                        .accepted())
                .isFalse();
    }

    @Test
    void severalReferencesAreAnyOrAll() {
        assertThat(own("{}", List.of("3", "4"), "\\boxed{4}").accepted()).isTrue();
        assertThat(own("{references: all}", List.of("3", "4"), "\\boxed{4}").accepted())
                .isFalse();
        assertThat(own("{references: all}", List.of("3", "4"), "\\boxed{4, 3}").accepted())
                .isTrue();
    }

    @Test
    void partsOfAnAnswerMayCountByThemselves() {
        assertThat(own("{parts: share}", List.of("(1, 2, 3, 4)"), "\\boxed{(1, 2, 3, 5)}")
                        .value())
                .isEqualTo(0.75);
        assertThat(own("{parts: all}", List.of("(1, 2, 3, 4)"), "\\boxed{(1, 2, 3, 5)}")
                        .value())
                .isZero();
    }

    @Test
    void variablesMayBeRenamedAndCaseMayCount() {
        assertThat(own("{names: renamed}", List.of("2a+b"), "2x+y").accepted()).isTrue();
        assertThat(own("{}", List.of("2a+b"), "2x+y").accepted()).isFalse();
        assertThat(own("{case: kept}", List.of("Tuesday"), "tuesday").reason()).isEqualTo(ReasonCode.WRONG_FORM);
        assertThat(own("{}", List.of("Tuesday"), "tuesday").accepted()).isTrue();
    }

    @Test
    void theOrderOfSourcesAndTheWindowAreSettings() {
        String first = "{extract: {order: [boxed], boxes: first}}";
        assertThat(own(first, List.of("1"), "\\boxed{1} and then later \\boxed{2}")
                        .accepted())
                .isTrue();
        assertThat(own("{extract: {several: last}}", List.of("2"), "\\boxed{1}, no wait, it is \\boxed{2}")
                        .accepted())
                .isTrue();
        assertThat(own("{extract: {boxes: all}}", List.of("1, 2"), "\\boxed{1} and then later \\boxed{2}")
                        .accepted())
                .isTrue();
        assertThat(own("{extract: {window: 20}}", List.of("1"), "\\boxed{1}" + " so".repeat(20))
                        .reason())
                .isNotEqualTo(ReasonCode.EQUAL_IDENTICAL);
    }

    @Test
    void whatAProfileCannotBeIsNamed() {
        for (String[] wrong : new String[][] {
            {"{percnt: ignored}", "percnt"},
            {"{percent: maybe}", "percent"},
            {"{base: none}", "none"},
            {"{tolerance: {relative: 2}}", "relative"},
            {"{tolerance: {relative: 0.1, absolute: 1}}", "tolerance"},
            {"{extract: {order: [box]}}", "order"},
            {"[1]", "map"},
            {"{a: [", "YAML"},
        }) {
            assertThatThrownBy(() -> ProfileReader.read(wrong[0]))
                    .isInstanceOf(AssayException.class)
                    .hasMessageContaining(wrong[1]);
        }
    }

    @Test
    void aRecipeNamesOrDescribesTheProfileOfReferencesThatNameNone() {
        Rollout rollout = Rollout.builder("r", "math", "\\boxed{37\\%}")
                .reference(new Reference.Answers(List.of("37"), Optional.empty()))
                .build();
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        for (Object profile : List.of("hendrycks", Map.of("percent", "ignored"))) {
            Outcome outcome = new MathFunction()
                    .configure(Settings.of("profile", profile))
                    .score(rollout, deadline);
            assertThat(outcome.value()).hasValue(1);
        }
        assertThat(new MathFunction()
                        .configure(Settings.NONE)
                        .score(rollout, deadline)
                        .value())
                .hasValue(0);
    }

    @Test
    void aGroupIsScoredAsItsRolloutsAre() {
        List<Rollout> group = List.of("\\boxed{1/2}", "\\boxed{0.5}", "\\boxed{3}", "nothing").stream()
                .map(completion -> Rollout.builder("r", "math", completion)
                        .reference(new Reference.Answers(List.of("\\frac12"), Optional.empty()))
                        .build())
                .toList();
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        var scorer = new MathFunction().configure(Settings.NONE);
        assertThat(scorer.scoreAll(group, deadline))
                .isEqualTo(group.stream()
                        .map(rollout -> scorer.score(rollout, deadline))
                        .toList());
    }

    @Test
    void everyShippedProfileHasItsNameAndTakesAnIdenticalAnswer() {
        for (String name : Profiles.known().split(", ")) {
            assertThat(Profiles.named(name).orElseThrow().name()).isEqualTo(name);
            String completion = name.equals("dapo") ? "Answer: 17" : "\\boxed{17}";
            assertThat(verify(name, "17", completion).accepted()).as(name).isTrue();
        }
    }
}
