package dev.assay.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.format.FormatChecker.Context;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The templates, prefilled thinking, grades and settings. */
class TemplatesTest {
    private static final Context TRUNCATED = new Context(false, true, Optional.empty(), Optional.empty());

    private static FormatChecker checker(Settings settings) {
        return new FormatChecker(FormatRules.of(settings));
    }

    @Test
    void thinkingThatThePromptOpenedNeedsNoOpeningTag() {
        FormatChecker checker = new FormatChecker(FormatRules.DEFAULT);
        String completion = "Two.</think><answer>4</answer>";
        FormatVerdict verdict = checker.check(completion, Context.PREFILLED);

        assertThat(verdict.wellFormed()).isTrue();
        assertThat(verdict.thinking().orElseThrow().of(completion)).isEqualTo("Two.");
        assertThat(checker.check(completion).reason()).isEqualTo(ReasonCode.MISSING_OPEN_TAG);
        assertThat(checker(Settings.of("prefilled-think", true))
                        .check(completion)
                        .wellFormed())
                .isTrue();
    }

    @Test
    void thinkingThatThePromptOpenedMustNotBeOpenedAgain() {
        FormatChecker checker = new FormatChecker(FormatRules.DEFAULT);

        FormatVerdict nested = checker.check("<think>a</think><answer>4</answer>", Context.PREFILLED);
        assertThat(nested.reason()).isEqualTo(ReasonCode.NESTED_TAG);
        assertThat(nested.evidence()).isEqualTo("<think> at 0, but the prompt already opened it");
        FormatVerdict again = checker.check("a</think><think>b<answer>4</answer>", Context.PREFILLED);
        assertThat(again.reason()).isEqualTo(ReasonCode.DUPLICATE_TAG);
        assertThat(checker.check("</think><answer>4</answer>", Context.PREFILLED)
                        .reason())
                .isEqualTo(ReasonCode.EMPTY_THINKING);
        assertThat(checker.check("", Context.PREFILLED).reason()).isEqualTo(ReasonCode.MISSING_CLOSE_TAG);
        assertThat(checker.check("a", new Context(true, true, Optional.empty(), Optional.empty()))
                        .reason())
                .isEqualTo(ReasonCode.TRUNCATED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "no tags;0",
                "<think>a;0.25",
                "<think>a</think>;0.5",
                "<think>a</think><answer>4;0.75",
                "<think>a</think><answer>4</answer>;1",
                "<think>a</think><answer>4</answer> bye;0.75",
                "<think></think><answer></answer>;0.75",
                "<think>a</think></think><answer>4</answer>;0.75",
                "<think>a</think><think>b</think><answer>4</answer>;0.5",
                "<answer>4</answer><think>a</think>;0.5",
                "<think><think><think><think>;0",
                "</answer><answer></think><think>;0.25",
                "<THINK>a</THINK><answer>4</answer>;0.5",
            })
    void gradesCountTheTagsInPlace(String completion, double grade) {
        FormatVerdict verdict = new FormatChecker(FormatRules.DEFAULT).check(completion);

        assertThat(verdict.value(FormatRules.Mode.GRADED)).isEqualTo(grade);
        assertThat(verdict.value(FormatRules.Mode.STRICT)).isEqualTo(grade == 1 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "no tags;0",
                "a</think>;0.5",
                "a</think><answer>4;0.75",
                "a</think><answer>4</answer>;1",
                "<think>a</think><answer>4</answer>;0.75"
            })
    void aTagThatThePromptOpenedIsEarnedByClosingIt(String completion, double grade) {
        assertThat(new FormatChecker(FormatRules.DEFAULT)
                        .check(completion, Context.PREFILLED)
                        .graded())
                .isEqualTo(grade);
    }

    @Test
    void thinkSummaryAsksForThinkingAndThenText() {
        FormatChecker checker = checker(Settings.of("template", "think-summary"));
        String completion = "<think>a</think>\n\nThe answer is 4.<|im_end|>";

        assertThat(checker.check(completion).wellFormed()).isTrue();
        assertThat(checker.check(completion).answer().orElseThrow().of(completion))
                .isEqualTo("\n\nThe answer is 4.");
        assertThat(checker.check("<think>a</think><answer>4</answer>").wellFormed())
                .isTrue();
        assertThat(checker.check("<think>a</think>\n").reason()).isEqualTo(ReasonCode.EMPTY_ANSWER);
        assertThat(checker.check("<think>a</think>\n").evidence()).startsWith("the summary at 16");
        assertThat(checker.check("<think>a</think>\n", TRUNCATED).reason()).isEqualTo(ReasonCode.TRUNCATED);
        assertThat(checker.check("<think>a</think>b<think>c</think>d").reason()).isEqualTo(ReasonCode.DUPLICATE_TAG);
        assertThat(checker.check("x <think>a</think>b").reason()).isEqualTo(ReasonCode.TEXT_BEFORE);
        assertThat(checker.check("<think>a b").reason()).isEqualTo(ReasonCode.MISSING_CLOSE_TAG);
        assertThat(checker.check("<think>a b").graded()).isEqualTo(0.5);
        assertThat(checker.check("a</think>b", Context.PREFILLED).wellFormed()).isTrue();
    }

    @Test
    void specialTokensMayStandAroundTheReasoning() {
        FormatChecker checker = checker(Settings.of("template", "special-token"));

        assertThat(checker.check("|special_token|a|special_token|b").wellFormed())
                .isTrue();
        assertThat(checker.check("a|special_token|b", Context.PREFILLED).wellFormed())
                .isTrue();
        assertThat(checker.check("a b").reason()).isEqualTo(ReasonCode.MISSING_OPEN_TAG);
        assertThat(checker.check("|special_token|a b").reason()).isEqualTo(ReasonCode.MISSING_CLOSE_TAG);
        assertThat(checker.check("|special_token|a b", TRUNCATED).reason()).isEqualTo(ReasonCode.TRUNCATED);
        assertThat(checker.check("|special_token||special_token|b").reason()).isEqualTo(ReasonCode.EMPTY_THINKING);
        assertThat(checker.check("|special_token|a|special_token| ").reason()).isEqualTo(ReasonCode.EMPTY_ANSWER);
        assertThat(checker.check("x|special_token|a|special_token|b").reason()).isEqualTo(ReasonCode.TEXT_BEFORE);
        FormatVerdict thrice = checker.check("|special_token|a|special_token|b|special_token|");
        assertThat(thrice.reason()).isEqualTo(ReasonCode.DUPLICATE_TAG);
        assertThat(thrice.offset()).hasValue(32);
        assertThat(checker.check("a|special_token|b|special_token|c", Context.PREFILLED)
                        .reason())
                .isEqualTo(ReasonCode.DUPLICATE_TAG);
    }

    @Test
    void theTokenMayBeOneOfAChatTemplate() {
        FormatChecker checker = checker(Settings.of("template", "special-token").with("special-token", "<|im_sep|>"));

        assertThat(checker.check("<|im_sep|>a<|im_sep|>b<|im_end|>").wellFormed())
                .isTrue();
        assertThat(checker.check("<|im_sep|>a<|im_start|><|im_sep|>b").reason()).isEqualTo(ReasonCode.SPECIAL_TOKEN);
    }

    @Test
    void tagsMayHaveOtherNamesAndMaySpanMoreThanTwoSections() {
        FormatChecker two = checker(Settings.of("tags", List.of("reasoning", "SOLUTION")));
        assertThat(two.check("<reasoning>a</reasoning><SOLUTION>4</SOLUTION>").wellFormed())
                .isTrue();
        assertThat(two.check("<reasoning>a</reasoning><solution>4</solution>").reason())
                .isEqualTo(ReasonCode.LOOKALIKE_TAG);
        assertThat(two.check("<think>a</think><answer>4</answer>").evidence()).startsWith("no <reasoning>");

        FormatChecker three = checker(Settings.of("tags", List.of("思考", "plan", "answer")));
        assertThat(three.check("<思考>a</思考><plan>b</plan><answer>4</answer>").wellFormed())
                .isTrue();
        assertThat(three.check("<思考>a</思考><plan></plan><answer>4</answer>").reason())
                .isEqualTo(ReasonCode.EMPTY_THINKING);
        assertThat(three.check("<思考>a</思考><answer>4</answer>").graded()).isEqualTo(4 / 6.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mode;loose;strict, graded, gate",
                "template;xml;think-answer, think-summary, special-token",
                "between;nothing;none, whitespace, any",
                "boxed;yes;ignore, one-value, in-answer",
                "tags-in-code;skip;count, ignore",
                "special-token;|x|;goes with template special-token only",
                "min-thinking;many;whole number from 0",
                "max-repetition;high;number from 0",
                "code-fence;maybe;true or false",
                "tags;think;list of texts",
                "colour;red;unknown setting 'colour'",
            })
    void aSettingThatCannotBeUsedIsNamedWithWhatIsAllowed(String name, String value, String message) {
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> FormatRules.of(Settings.of(name, value)))
                .withMessageContaining(message)
                .satisfies(thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_RECIPE));
    }

    @Test
    void tagNamesMustBeNamesThatCannotBeMistakenForEachOther() {
        for (List<String> names : List.of(
                List.of("think"),
                List.of("think", "think"),
                List.of("think", "Think"),
                List.of("think", "thіnk"),
                List.of("think", "<answer>"),
                List.of("think", ""),
                List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"))) {
            assertThatExceptionOfType(AssayException.class)
                    .as("%s", names)
                    .isThrownBy(() -> FormatRules.of(Settings.of("tags", names)))
                    .withMessageContaining("setting 'tags' must have");
        }
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() ->
                        FormatRules.of(Settings.of("template", "special-token").with("tags", List.of("think"))))
                .withMessageContaining("does not go with");
    }

    @Test
    void theDefaultsAreThoseOfR1Zero() {
        FormatRules rules = FormatRules.DEFAULT;

        assertThat(rules.mode()).isEqualTo(FormatRules.Mode.STRICT);
        assertThat(rules.template()).isEqualTo(FormatRules.Template.THINK_ANSWER);
        assertThat(rules.tags()).containsExactly("think", "answer");
        assertThat(rules.prefilledThink()).isFalse();
        assertThat(List.of(rules.before(), rules.between(), rules.after()))
                .containsOnly(FormatRules.Surround.WHITESPACE);
        assertThat(rules.minThinking()).isEqualTo(1);
        assertThat(rules.maxLength()).isZero();
        assertThat(rules.boxed()).isEqualTo(FormatRules.Boxed.IGNORE);
        assertThat(rules.codeFence()).isFalse();
        assertThat(rules.codeLanguage()).isEmpty();
        assertThat(rules.tagsInCode()).isEqualTo(FormatRules.TagsInCode.COUNT);
        assertThat(List.of(rules.specialTokens(), rules.lookalikes(), rules.promptEcho()))
                .containsOnly(FormatRules.Sight.REFUSE);
        assertThat(rules.maxRepetition()).isEqualTo(1);
        assertThat(rules.repetitionNgram()).isEqualTo(3);
    }
}
