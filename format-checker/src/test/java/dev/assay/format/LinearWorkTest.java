package dev.assay.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.format.FormatChecker.Context;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Settings;
import dev.assay.shaping.Repetition;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts how often a character is looked at, because time would depend on the machine. */
class LinearWorkTest {
    /** How often a character may be looked at on average, with every rule on. */
    private static final int LOOKS = 32;

    private static final FormatRules EVERY_RULE = FormatRules.of(Settings.of("boxed", "one-value")
            .with("tags-in-code", "ignore")
            .with("code-fence", true)
            .with("max-repetition", 0.999)
            .with("max-length", 100_000_000)
            .with("min-thinking", 1_000_000));

    private static final class Counting implements CharSequence {
        private final String text;
        private long looks;

        Counting(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            looks += end - start;
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            looks += text.length();
            return text;
        }
    }

    static Stream<String> hostilePieces() {
        return Stream.of(
                "<think>",
                "</think>",
                "</think><think>",
                "</answer><answer>",
                "<think></think><answer></answer>",
                "<",
                "&",
                "&#x3",
                "\\u003",
                "<think ",
                "<think \t\u200B",
                "＜\u200B\u200B",
                "</ ",
                "<think a=b c=d ",
                "&lt;think ",
                "<th\u200Bin",
                "<éééé",
                "<|",
                "<|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "<|im_end|>",
                "`",
                "``",
                "```",
                "\n```",
                "\n```\n~~~\n",
                "\n    ```\n    ~~~",
                "````\n```\n",
                "\\boxed{",
                "\\boxed{}",
                "\\boxed{1",
                "{",
                "}",
                "\\",
                " ",
                "\n",
                "\u200B",
                "a",
                "a ",
                "想",
                "😀",
                "\uD800");
    }

    @ParameterizedTest
    @MethodSource("hostilePieces")
    void fourMegabytesOfAnythingAreReadALimitedNumberOfTimes(String piece) {
        limited("<think>a " + spam(piece, 4 << 20) + "</think><answer>\n```py\n1\n```\n</answer>");
    }

    @ParameterizedTest
    @MethodSource("hostilePieces")
    void whereItStandsMakesNoDifference(String piece) {
        String spam = spam(piece, 256 << 10);
        limited(spam);
        limited("<think>" + spam);
        limited("<think>a</think><answer>" + spam + "</answer>");
    }

    private static void limited(String completion) {
        for (FormatRules rules : new FormatRules[] {FormatRules.DEFAULT, EVERY_RULE}) {
            Counting counted = new Counting(completion);

            FormatVerdict verdict = new FormatChecker(rules)
                    .check(counted, new Context(false, false, Optional.of(completion), Optional.empty()));

            assertThat(counted.looks / (double) completion.length())
                    .as("%s… %s", verdict.reason(), verdict.evidence())
                    .isLessThan(LOOKS);
            assertThat(verdict.evidence()).hasSizeLessThanOrEqualTo(400);
        }
    }

    private static String spam(String piece, int length) {
        return piece.repeat(length / piece.length());
    }

    @ParameterizedTest
    @MethodSource("hostilePieces")
    void theWorkGrowsNoFasterThanTheText(String piece) {
        long small = looks(piece, 4 << 10);
        long large = looks(piece, 128 << 10);

        assertThat(large).isLessThan(small * 40);
    }

    private static long looks(String piece, int length) {
        Counting counted = new Counting("<think>a " + spam(piece, length) + "</think><answer>4</answer>");
        new FormatChecker(EVERY_RULE).check(counted, Context.NONE);
        return counted.looks;
    }

    @Test
    void aWellFormedCompletionIsReadAboutOnce() {
        String completion = "<think>" + "Let x be 3 and y be 4. ".repeat(180_000) + "</think><answer>4</answer>";
        Counting counted = new Counting(completion);

        assertThat(new FormatChecker(FormatRules.DEFAULT)
                        .check(counted, Context.NONE)
                        .wellFormed())
                .isTrue();
        assertThat(counted.looks).isLessThan(completion.length() + 1_000L);
    }

    @Test
    void aLongCompletionOfOneTagIsCountedNotKept() {
        FormatVerdict verdict = new FormatChecker(FormatRules.DEFAULT).check("</think>".repeat(500_000));

        assertThat(verdict.reason()).isEqualTo(ReasonCode.DUPLICATE_TAG);
        assertThat(verdict.evidence()).isEqualTo("</think> 500000 times, first at 0 and 8");
    }

    @Test
    void repetitionIsTheSameShareBeyondTheTable() {
        StringBuilder fresh = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            fresh.append(i).append(' ');
        }
        String once = fresh.toString();

        assertThat(Repetition.share(once, 0, once.length(), 3)).isLessThan(0.03);
        String thrice = once.repeat(3);
        assertThat(Repetition.share(thrice, 0, thrice.length(), 3)).isBetween(0.64, 0.69);
    }
}
