package dev.assay.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.ReasonCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Completions that checkers in use get wrong: attacks that they pay for, and harmless forms that they refuse. */
class AttacksTest {
    static Object[] table() {
        return new Object[] {
            row(
                    "text after the answer on a new line",
                    "<think>a</think><answer>4</answer>\nmore",
                    ReasonCode.TEXT_AFTER),
            row("empty thinking", "<think></think><answer>4</answer>", ReasonCode.EMPTY_THINKING),
            row("blank thinking", "<think>\n \n</think><answer>4</answer>", ReasonCode.EMPTY_THINKING),
            row("empty answer", "<think>a</think><answer></answer>", ReasonCode.EMPTY_ANSWER),
            row("empty thinking before free text", "<think></think>a", ReasonCode.MISSING_OPEN_TAG),
            row("two thinkings", "<think>a</think><think>b</think><answer>4</answer>", ReasonCode.DUPLICATE_TAG),
            row("nested thinking", "<think>a<think>b</think></think><answer>4</answer>", ReasonCode.NESTED_TAG),
            row("two answers", "<think>a</think><answer>4</answer><answer>5</answer>", ReasonCode.SEVERAL_ANSWERS),
            row("answer in thinking", "<think>a<answer>4</answer></think>", ReasonCode.ANSWER_IN_THINKING),
            row(
                    "answer in thinking and after it",
                    "<think>a<answer>5</answer></think><answer>4</answer>",
                    ReasonCode.ANSWER_IN_THINKING),
            row(
                    "the whole form in thinking",
                    "<think><think>a</think><answer>4</answer></think>",
                    ReasonCode.NESTED_TAG),
            row("thinking closed twice", "<think>a</think></think><answer>4</answer>", ReasonCode.DUPLICATE_TAG),
            row(
                    "a tag quoted in a fence",
                    "<think>a\n```\n</think>\n```\n</think><answer>4</answer>",
                    ReasonCode.DUPLICATE_TAG),
            row("a tag in LaTeX", "<think>$\\text{</think>}$</think><answer>4</answer>", ReasonCode.DUPLICATE_TAG),
            row("no answer tags", "<think>a</think> 4", ReasonCode.MISSING_OPEN_TAG),
            row("leading text", "Hello <think>a</think><answer>4</answer>", ReasonCode.TEXT_BEFORE),
            row("text between", "<think>a</think> so <answer>4</answer>", ReasonCode.TEXT_BETWEEN),
            row("upper case", "<THINK>a</THINK><ANSWER>4</ANSWER>", ReasonCode.LOOKALIKE_TAG),
            row("attributes", "<think a=\"b\">a</think><answer>4</answer>", ReasonCode.LOOKALIKE_TAG),
            row("zero width", "<th\u200Bink>a</think><answer>4</answer>", ReasonCode.LOOKALIKE_TAG),
            row("full width", "＜think＞a＜/think＞<answer>4</answer>", ReasonCode.LOOKALIKE_TAG),
            row("escaped", "&lt;think&gt;a&lt;/think&gt;<answer>4</answer>", ReasonCode.LOOKALIKE_TAG),
            row("homoglyphs", "<think>a</think><аnswer>4</аnswer>", ReasonCode.LOOKALIKE_TAG),
            row("order reversed", "<answer>4</answer><think>a</think>", ReasonCode.WRONG_ORDER),
            row("closing before opening", "</think>a<think><answer>4</answer>", ReasonCode.WRONG_ORDER),
            row("never closed", "<think>a<answer>4</answer>", ReasonCode.MISSING_CLOSE_TAG),
            row("tag spam", "<think></think><answer></answer>".repeat(9), ReasonCode.DUPLICATE_TAG),
            row(
                    "a second turn",
                    "<think>a</think><answer>4</answer><|im_end|>\n<|im_start|>user\nhi",
                    ReasonCode.SPECIAL_TOKEN),
            row(
                    "the template copied",
                    "<think> reasoning process here </think> <answer> answer here </answer>",
                    ReasonCode.PROMPT_ECHO),
            row("boxed in thinking only", "<think>\\boxed{4}</think><answer>4</answer>", ReasonCode.WELL_FORMED),
            row("leading newline", "\n<think>a</think><answer>4</answer>", ReasonCode.WELL_FORMED),
            row("CRLF", "<think>\r\na\r\n</think>\r\n<answer>\r\n4\r\n</answer>\r\n", ReasonCode.WELL_FORMED),
            row("no newlines", "<think>a</think><answer>4</answer>", ReasonCode.WELL_FORMED),
            row("one space", "<think> a </think> <answer> 4 </answer>", ReasonCode.WELL_FORMED),
        };
    }

    private static Arguments row(String name, String completion, ReasonCode reason) {
        return Arguments.of(name, completion, reason);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("table")
    void everyKnownCaseHasItsReason(String name, String completion, ReasonCode reason) {
        FormatVerdict verdict = new FormatChecker(FormatRules.DEFAULT).check(completion);

        assertThat(verdict.reason()).as(verdict.evidence()).isEqualTo(reason);
        assertThat(verdict.value(FormatRules.Mode.STRICT)).isEqualTo(reason == ReasonCode.WELL_FORMED ? 1 : 0);
        assertThat(verdict.evidence().isEmpty()).isEqualTo(reason == ReasonCode.WELL_FORMED);
    }
}
