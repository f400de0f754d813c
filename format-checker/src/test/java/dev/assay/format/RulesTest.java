package dev.assay.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.format.FormatChecker.Context;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Settings;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule, one behaviour a test. */
class RulesTest {
    private static final String GOOD = "<think>Two and two.</think>\n<answer>4</answer>";

    private static FormatVerdict check(String completion) {
        return new FormatChecker(FormatRules.DEFAULT).check(completion);
    }

    private static FormatVerdict check(Settings settings, String completion) {
        return new FormatChecker(FormatRules.of(settings)).check(completion);
    }

    private static FormatVerdict truncated(String completion) {
        return new FormatChecker(FormatRules.DEFAULT)
                .check(completion, new Context(false, true, Optional.empty(), Optional.empty()));
    }

    private static void broken(FormatVerdict verdict, ReasonCode reason, String evidence) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.evidence()).contains(evidence);
        assertThat(verdict.value(FormatRules.Mode.STRICT)).isZero();
        assertThat(verdict.value(FormatRules.Mode.GATE)).isZero();
        assertThat(verdict.graded()).isBetween(0.0, 0.75);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                "<think>a</think><answer>4</answer>",
                "\n  <think>\r\na\r\n</think>\r\n\r\n<answer>\r\n4\r\n</answer>\r\n",
                "<think>a</think>\t<answer>4</answer>   \n\n",
                "<think>so \\boxed{4}</think><answer>\\boxed{4}</answer>",
                "<think>1 < 2 && a <b> c</think><answer>x > 3</answer>",
                "<think>八</think><answer>∞</answer>",
                "<think>a</think><answer>4</answer><|im_end|>",
                "<think>a</think><answer>4</answer>\n</s>\n",
                "<think>a</think><answer>4</answer><｜end▁of▁sentence｜>",
                "<think>Java's List<Answer> and Map<String, Think></think><answer>List<Answer></answer>",
                "<think>the state <|psi|> and <thinking></think><answer>4</answer>",
            })
    void harmlessFormsAreWellFormed(String completion) {
        FormatVerdict verdict = check(completion);

        assertThat(verdict.reason()).as(verdict.evidence()).isEqualTo(ReasonCode.WELL_FORMED);
        assertThat(verdict.evidence()).isEmpty();
        assertThat(verdict.graded()).isEqualTo(1);
        assertThat(verdict.value(FormatRules.Mode.STRICT)).isEqualTo(1);
    }

    @Test
    void theVerdictSaysWhereThinkingAndAnswerAre() {
        FormatVerdict verdict = check(GOOD);

        assertThat(verdict.thinking().orElseThrow().of(GOOD)).isEqualTo("Two and two.");
        assertThat(verdict.answer().orElseThrow().of(GOOD)).isEqualTo("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "The answer is 4.", "4"})
    void aCompletionWithoutTagsMissesItsFirstTagAndTheEvidenceNamesThemAll(String completion) {
        broken(check(completion), ReasonCode.MISSING_OPEN_TAG, "no <think>, </think>, <answer>, </answer>");
        assertThat(check(completion).graded()).isZero();
    }

    @Test
    void theMissingTagIsNamed() {
        broken(check("a</think><answer>4</answer>"), ReasonCode.MISSING_OPEN_TAG, "no <think>");
        broken(check("<think>a<answer>4</answer>"), ReasonCode.MISSING_CLOSE_TAG, "no </think>");
        broken(check("<think>a</think>4</answer>"), ReasonCode.MISSING_OPEN_TAG, "no <answer>");
        broken(check("<think>a</think><answer>4"), ReasonCode.MISSING_CLOSE_TAG, "no </answer>");
        broken(check("<think>a</think> 4"), ReasonCode.MISSING_OPEN_TAG, "no <answer>, </answer>");
    }

    @Test
    void aTagTwiceIsADuplicateWithBothPlaces() {
        FormatVerdict verdict = check("<think>a</think>b</think><answer>4</answer>");

        broken(verdict, ReasonCode.DUPLICATE_TAG, "</think> twice, at 8 and 17");
        assertThat(verdict.offset()).hasValue(17);
        broken(
                check("<think>a</think><think>b</think><think>c</think><answer>4</answer>"),
                ReasonCode.DUPLICATE_TAG,
                "<think> 3 times, first at 0 and 16");
    }

    @Test
    void thinkingOpenedInsideThinkingIsNested() {
        broken(
                check("<think><think>a</think></think><answer>4</answer>"),
                ReasonCode.NESTED_TAG,
                "<think> at 7, but it is already open");
    }

    @Test
    void anAnswerInsideTheThinkingIsSaidToBeThere() {
        broken(
                check("<think>a<answer>4</answer></think>"),
                ReasonCode.ANSWER_IN_THINKING,
                "<answer> at 8, before </think>");
        broken(
                check("<think>a<answer>3</answer>b</think><answer>4</answer>"),
                ReasonCode.ANSWER_IN_THINKING,
                "<answer> at 8");
    }

    @Test
    void twoAnswersAreSeveralAnswers() {
        broken(
                check("<think>a</think><answer>4</answer><answer>5</answer>"),
                ReasonCode.SEVERAL_ANSWERS,
                "<answer> twice, at 16 and 34");
    }

    @Test
    void theAnswerBeforeTheThinkingIsTheWrongOrder() {
        broken(
                check("<answer>4</answer><think>a</think>"),
                ReasonCode.WRONG_ORDER,
                "<answer> at 0, before </think> at 26");
        broken(
                check("</think>a<think><answer>4</answer>"),
                ReasonCode.WRONG_ORDER,
                "</think> at 0, before <think> at 9");
    }

    @Test
    void textAroundTheSectionsIsNamedByPlace() {
        broken(check("Sure! " + GOOD), ReasonCode.TEXT_BEFORE, "\"Sure! \" before <think>, at 0");
        broken(
                check("<think>a</think> So: <answer>4</answer>"),
                ReasonCode.TEXT_BETWEEN,
                "\"So: \" between </think> and <answer>, at 17");
        broken(check(GOOD + "\nHope this helps"), ReasonCode.TEXT_AFTER, "\"Hope this helps\" after </answer>, at 47");
        broken(check(GOOD + "\u200B"), ReasonCode.TEXT_AFTER, "[U+200B]");
    }

    @Test
    void textAroundTheSectionsCanBeAllowedAndWhiteSpaceForbidden() {
        Settings any = Settings.of("before", "any").with("between", "any").with("after", "any");
        assertThat(check(any, "Hi <think>a</think> so <answer>4</answer> bye").wellFormed())
                .isTrue();

        Settings none = Settings.of("before", "none").with("between", "none").with("after", "none");
        assertThat(check(none, "<think>a</think><answer>4</answer>").wellFormed())
                .isTrue();
        broken(check(none, "\n<think>a</think><answer>4</answer>"), ReasonCode.TEXT_BEFORE, "white space before");
        broken(check(none, "<think>a</think>\n<answer>4</answer>"), ReasonCode.TEXT_BETWEEN, "white space between");
        broken(check(none, "<think>a</think><answer>4</answer>\n"), ReasonCode.TEXT_AFTER, "white space after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "...", "—!?", "\u3164\u115F", "\u200B", "$$"})
    void thinkingOrAnswerWithoutALetterOrDigitIsEmpty(String nothing) {
        broken(
                check("<think>" + nothing + "</think><answer>4</answer>"),
                ReasonCode.EMPTY_THINKING,
                "<think> at 7 holds no letter or digit");
        broken(
                check("<think>a</think><answer>" + nothing + "</answer>"),
                ReasonCode.EMPTY_ANSWER,
                "<answer> at 24 holds no letter or digit");
    }

    @Test
    void anEmptyBoxIsAnEmptyAnswer() {
        broken(check("<think>a</think><answer>\\boxed{}</answer>"), ReasonCode.EMPTY_ANSWER, "\\boxed{}");
    }

    @Test
    void theLeastThinkingIsASetting() {
        Settings ten = Settings.of("min-thinking", 10);
        broken(
                check(ten, "<think>too short</think><answer>4</answer>"),
                ReasonCode.EMPTY_THINKING,
                "has 8 letters and digits, at least 10");
        assertThat(check(ten, "<think>long enough</think><answer>4</answer>").wellFormed())
                .isTrue();
        assertThat(check(Settings.of("min-thinking", 0), "<think>\n\n</think><answer>4</answer>")
                        .wellFormed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<THINK>",
                "<Think>",
                "< think>",
                "<think >",
                "<think\n>",
                "<think id=\"1\">",
                "<think/>",
                "<th\u200Bink>",
                "<\u200Bthink>",
                "<think\u2060>",
                "＜think＞",
                "〈think〉",
                "<ｔｈｉｎｋ>",
                "&lt;think&gt;",
                "&#60;think&#62;",
                "&#x3C;think&#x3E;",
                "\\u003cthink\\u003e",
                "\\<think\\>",
                "<thіnk>", // Cyrillic і
                "<τhink>", // Greek tau
                "<thínk>",
                "<𝐭𝐡𝐢𝐧𝐤>",
                "</ think>",
                "< /think>",
                "</THINK>",
                "</think foo>",
                "<\\think>",
                "</think\n",
                "＜／think＞",
            })
    void lookAlikesAreReportedAndNeverAccepted(String imitation) {
        String instead = (imitation.startsWith("</") || imitation.contains("/") || imitation.contains("\\t"))
                        && !imitation.equals("<think/>")
                        && !imitation.contains("&")
                ? "<think>a" + imitation + "<answer>4</answer>"
                : imitation + "a</think><answer>4</answer>";

        broken(check(instead), ReasonCode.LOOKALIKE_TAG, "is no tag");
        broken(check("<think>a " + imitation + "</think><answer>4</answer>"), ReasonCode.LOOKALIKE_TAG, "is no tag");
        Settings asText = Settings.of("lookalikes", "ignore");
        assertThat(check(asText, instead).wellFormed()).isFalse();
        assertThat(check(asText, "<think>a " + imitation + "</think><answer>4</answer>")
                        .wellFormed())
                .isTrue();
    }

    @Test
    void aTruncatedCompletionThatBeganWellIsTruncated() {
        broken(
                truncated("<think>and so on"),
                ReasonCode.TRUNCATED,
                "length limit before </think>, <answer>, </answer>");
        broken(truncated("<think>a</think>"), ReasonCode.TRUNCATED, "length limit before <answer>");
        broken(truncated("<think>a</think><answer>4</ans"), ReasonCode.TRUNCATED, "length limit before </answer>");
        broken(truncated("<think>a</think"), ReasonCode.TRUNCATED, "length limit before </think>");
    }

    @Test
    void theLengthLimitExcusesNoOtherFault() {
        assertThat(truncated(GOOD).wellFormed()).isTrue();
        broken(truncated("no tag at all"), ReasonCode.MISSING_OPEN_TAG, "no <think>");
        broken(truncated("<think>a<think>b"), ReasonCode.NESTED_TAG, "<think> at 8");
        broken(truncated("<think>a<answer>4"), ReasonCode.MISSING_CLOSE_TAG, "no </think>");
    }

    @Test
    void theSizeCapIsOffByDefaultAndCountsCodePoints() {
        Settings cap = Settings.of("max-length", 34);
        assertThat(check(cap, "<think>😀a</think><answer>4</answer>").reason()).isEqualTo(ReasonCode.TOO_LONG);
        assertThat(check(cap, "<think>a</think><answer>😀4</answer>").evidence())
                .isEqualTo("35 characters, at most 34");
        assertThat(check(Settings.of("max-length", 35), "<think>a</think><answer>😀4</answer>")
                        .wellFormed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<|im_end|>",
                "<|im_start|>",
                "<|endoftext|>",
                "<|eot_id|>",
                "<|start_header_id|>",
                "<|user|>",
                "</s>",
                "<s>",
                "<｜end▁of▁sentence｜>",
                "<｜User｜>",
                "<end_of_turn>",
                "[INST]",
                "<<SYS>>"
            })
    void specialTokensInTheTextAreNamed(String token) {
        broken(
                check("<think>a " + token + "</think><answer>4</answer>"),
                ReasonCode.SPECIAL_TOKEN,
                "special token " + token + " at 9");
        broken(check(GOOD + token + "more"), ReasonCode.SPECIAL_TOKEN, token);
        assertThat(check(Settings.of("special-tokens", "ignore"), "<think>a " + token + "</think><answer>4</answer>")
                        .wellFormed())
                .isTrue();
    }

    @Test
    void onlyOneTerminalTokenIsIgnored() {
        broken(check(GOOD + "<|im_end|><|im_end|>"), ReasonCode.SPECIAL_TOKEN, "<|im_end|> at 46");
        broken(check(GOOD + "<|im_start|>"), ReasonCode.SPECIAL_TOKEN, "<|im_start|>");
    }

    @Test
    void thePlaceholdersOfTheTemplateAreNoAnswer() {
        broken(
                check("<think> reasoning process here </think><answer>4</answer>"),
                ReasonCode.PROMPT_ECHO,
                "placeholder");
        broken(check("<think>a</think><answer> [Your answer here] </answer>"), ReasonCode.PROMPT_ECHO, "at 24");
        assertThat(check(Settings.of("prompt-echo", "ignore"), "<think>a</think><answer>answer here</answer>")
                        .wellFormed())
                .isTrue();
    }

    @Test
    void thinkingThatStandsInThePromptIsAnEchoButASharedAnswerIsNot() {
        Context shot = new Context(
                false,
                false,
                Optional.of("Q: 1+1 <think>One and one make two.</think><answer>2</answer> Q: 2*1"),
                Optional.empty());
        FormatChecker checker = new FormatChecker(FormatRules.DEFAULT);

        broken(
                checker.check("<think>\nOne and one make two. </think><answer>7</answer>", shot),
                ReasonCode.PROMPT_ECHO,
                "stands in the prompt");
        assertThat(checker.check("<think>Twice one.</think><answer>2</answer>", shot)
                        .wellFormed())
                .isTrue();
    }

    @Test
    void theCauseIsNamedBeforeItsConsequences() {
        broken(
                check("Hi <think>a<THINK></think><answer></answer><|im_end|><think>"),
                ReasonCode.SPECIAL_TOKEN,
                "<|im_end|>");
        broken(check("Hi <think>a<THINK></think><answer></answer><think>"), ReasonCode.LOOKALIKE_TAG, "<THINK>");
        broken(check("Hi <think>a</think><answer></answer><think>"), ReasonCode.DUPLICATE_TAG, "<think> twice");
        broken(check("Hi <think>a</think><answer>"), ReasonCode.MISSING_CLOSE_TAG, "no </answer>");
        broken(check("Hi <think>a</think><answer></answer>"), ReasonCode.TEXT_BEFORE, "Hi");
        broken(check("<think></think><answer></answer>"), ReasonCode.EMPTY_THINKING, "");
    }
}
