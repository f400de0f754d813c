package dev.assay.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.ReasonCode;
import dev.assay.reward.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules that a recipe has to ask for: code, boxes, repetition. */
class OptionalRulesTest {
    private static final String GOOD = "<think>Two and two.</think>\n<answer>4</answer>";

    private static FormatVerdict check(String completion) {
        return new FormatChecker(FormatRules.DEFAULT).check(completion);
    }

    private static FormatVerdict check(Settings settings, String completion) {
        return new FormatChecker(FormatRules.of(settings)).check(completion);
    }

    private static void broken(FormatVerdict verdict, ReasonCode reason, String evidence) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.evidence()).contains(evidence);
        assertThat(verdict.value(FormatRules.Mode.STRICT)).isZero();
        assertThat(verdict.value(FormatRules.Mode.GATE)).isZero();
        assertThat(verdict.graded()).isBetween(0.0, 0.75);
    }

    @Test
    void tagsInsideCodeCountUnlessToldOtherwise() {
        String fenced = "<think>like\n```html\n<answer>x</answer>\n```\nso</think><answer>4</answer>";
        String inline = "<think>I write `<answer>` later</think><answer>4</answer>";
        Settings ignore = Settings.of("tags-in-code", "ignore");

        broken(check(fenced), ReasonCode.ANSWER_IN_THINKING, "<answer> at 20");
        broken(check(inline), ReasonCode.ANSWER_IN_THINKING, "<answer> at 16");
        assertThat(check(ignore, fenced).wellFormed()).isTrue();
        assertThat(check(ignore, inline).wellFormed()).isTrue();
    }

    @Test
    void nothingHidesBehindAFenceThatIsNeverClosed() {
        Settings ignore = Settings.of("tags-in-code", "ignore");

        broken(
                check(ignore, "<think>a\n```\n<think></think><answer>4</answer>"),
                ReasonCode.NESTED_TAG,
                "<think> at 13");
        assertThat(check(ignore, "<think>a\n```\nb</think><answer>4</answer>").wellFormed())
                .isTrue();
    }

    @Test
    void boxesAreNotLookedAtByDefault() {
        assertThat(check("<think>\\boxed{3}</think><answer>\\boxed{4} or \\boxed{5}</answer>")
                        .wellFormed())
                .isTrue();
        assertThat(check("<think>\\boxed{4}</think><answer>4</answer>").wellFormed())
                .isTrue();
    }

    @Test
    void boxesMayHaveToHoldOneValue() {
        Settings one = Settings.of("boxed", "one-value");
        broken(
                check(one, "<think>\\boxed{3}</think><answer>\\boxed{4}</answer>"),
                ReasonCode.SEVERAL_BOXED,
                "different values boxed at 14 and 39");
        assertThat(check(one, "<think>\\boxed{\\frac{1}{2}}</think><answer>$\\boxed{ \\frac12 }$</answer>")
                        .wellFormed())
                .isTrue();
        assertThat(check(one, "<think>a \\boxed{ never closed</think><answer>\\boxed{\\boxed{4}}</answer>")
                        .wellFormed())
                .isTrue();
    }

    @Test
    void theAnswerMayHaveToHoldTheBox() {
        Settings inAnswer = Settings.of("boxed", "in-answer");
        broken(
                check(inAnswer, "<think>\\boxed{4}</think><answer>4</answer>"),
                ReasonCode.BOXED_ONLY_IN_THINKING,
                "\\boxed at 14 and none in the answer");
        broken(
                check(inAnswer, "<think>a</think><answer>\\boxed{4} \\boxed{5}</answer>"),
                ReasonCode.SEVERAL_BOXED,
                "different values");
        assertThat(check(inAnswer, "<think>first \\boxed{3}</think><answer>\\boxed{4}</answer>")
                        .wellFormed())
                .isTrue();
        assertThat(check(inAnswer, GOOD).wellFormed()).isTrue();
    }

    @Test
    void aCodeAnswerMayHaveToBeFenced() {
        Settings fence = Settings.of("code-fence", true);
        broken(check(fence, GOOD), ReasonCode.NO_CODE_FENCE, "no closed code fence");
        broken(
                check(fence, "<think>a</think><answer>\n```python\nprint(1)\n</answer>"),
                ReasonCode.NO_CODE_FENCE,
                "no closed code fence");
        broken(
                check(fence, "<think>a</think><answer>\n```python\n\n```\n</answer>"),
                ReasonCode.NO_CODE_FENCE,
                "with code");
        assertThat(check(fence, "<think>a</think><answer>```\nprint(1)\n```</answer>")
                        .wellFormed())
                .isTrue();
    }

    @Test
    void theFenceMayHaveToNameTheLanguage() {
        Settings python = Settings.of("code-language", "python");
        String completion = "<think>a</think><answer>\n```%s\nprint(1)\n```\n</answer>";

        for (String name : List.of("python", "py", "Python3", "python3.11 linenos", "python {.numbered}")) {
            assertThat(check(python, completion.formatted(name)).wellFormed())
                    .as(name)
                    .isTrue();
        }
        broken(
                check(python, completion.formatted("c++")),
                ReasonCode.WRONG_CODE_LANGUAGE,
                "the fence names c++, python is asked for");
        broken(check(python, completion.formatted("")), ReasonCode.WRONG_CODE_LANGUAGE, "names no language");
        broken(check(python, GOOD), ReasonCode.NO_CODE_FENCE, "");
        assertThat(check(Settings.of("code-language", "cpp"), completion.formatted("c++17"))
                        .wellFormed())
                .isTrue();
    }

    @Test
    void repetitionIsLimitedWhereAsked() {
        Settings half = Settings.of("max-repetition", 0.5);
        String spam = "<think>" + "wait let me check ".repeat(50) + "</think><answer>4</answer>";

        assertThat(check(spam).wellFormed()).isTrue();
        broken(check(half, spam), ReasonCode.REPETITIVE, "of the word 3-grams are repetitions, at most 0.5");
        broken(
                check(half, "<think>" + "想".repeat(99) + "</think><answer>4</answer>"),
                ReasonCode.REPETITIVE,
                "repetitions");
        broken(
                check(half, "<think>" + "a".repeat(9999) + "</think><answer>4</answer>"),
                ReasonCode.REPETITIVE,
                "repetitions");
        assertThat(check(half, GOOD).wellFormed()).isTrue();
    }
}
