package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a completion holds, there is a verdict; the time limit is only a guard against hanging. */
class HostileInputTest {
    private static final int MEGABYTE = 1 << 20;

    private final MathVerifier verifier = new MathVerifier();

    @TestFactory
    Stream<DynamicTest> hugeCompletionsAreRefusedInTime() {
        Map<String, String> completions = new LinkedHashMap<>();
        for (String unit : new String[] {
            "\\left(",
            "{",
            "}",
            "\\boxed{",
            "\\boxed{1}",
            "\\boxed{1} or ",
            "\\boxed ",
            "$",
            "$$",
            "\\(",
            "\\[",
            "<answer>",
            "<answer>1</answer>",
            "</think>",
            "answer",
            "answer:",
            "answer:\n",
            "The answer is 5. ",
            "final answer is ",
            "####",
            "#### 7\n",
            "答案",
            "**",
            "- ",
            " ",
            "\n",
            "\\",
            "9",
            "1,",
            ".",
            "((",
            "^",
            "\\frac",
            "\\text{",
            "a",
            "<|im_",
            "A ",
            "!",
            "%"
        }) {
            completions.put("10 MB of " + unit.strip(), unit.repeat(10 * MEGABYTE / unit.length()));
        }
        return completions.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
                            assertThat(verifier.verify("12345", entry.getValue())
                                            .accepted())
                                    .isFalse();
                            assertThat(verifier.verify("B", entry.getValue()).accepted())
                                    .isFalse();
                        })));
    }

    @TestFactory
    Stream<DynamicTest> expensiveAnswersAreRefusedInTime() {
        return Stream.of(
                        "9^{9^{9^9}}",
                        "9^9^9^9",
                        "((((9^9)^9)^9)^9)^9",
                        "2003^{2002^{2001}}",
                        "100000!",
                        "((5!)!)!",
                        "\\binom{10^9}{5\\cdot 10^8}",
                        "(x+y+z+w)^{300}",
                        "(x+1)^{1000}(y+1)^{1000}",
                        "e^{e^{e^{e^e}}}",
                        "\\sqrt{" + "\\sqrt{".repeat(100) + "2" + "}".repeat(101),
                        "\\sin(".repeat(100) + "1" + ")".repeat(100),
                        "\\ln".repeat(100) + "5",
                        "{".repeat(5_000) + "1" + "}".repeat(5_000),
                        "(".repeat(140) + "1" + ")".repeat(140),
                        " ".repeat(9_000) + "6",
                        "1" + "0".repeat(9_990),
                        "1/" + "7".repeat(9_900),
                        "1" + "/3".repeat(4_000),
                        "5" + "!".repeat(9_000),
                        "5" + "%".repeat(9_000),
                        "2" + "^2".repeat(4_000),
                        "1" + "+1/7".repeat(2_000),
                        "1" + ",1".repeat(4_000),
                        "\\{" + "1,".repeat(4_000) + "1\\}",
                        "x" + "x".repeat(9_000),
                        "1" + "\\pm 1".repeat(1_500),
                        "1" + "*(x+1)".repeat(1_400),
                        "-".repeat(9_000) + "1",
                        "|".repeat(9_000),
                        "\\frac".repeat(1_500),
                        "0.(" + "3".repeat(9_900) + ")",
                        "1e9999*1e9999*1e9999",
                        "1e10000^{1e10000}",
                        "10^{-10^{10}}",
                        "\\sqrt[1000000]{2}",
                        "2^{1/1000003}",
                        "\\sin(10^{1000})",
                        "\\log_{2}{3^{10000}}",
                        "\\sqrt{" + "9".repeat(5_000) + "}",
                        "_".repeat(9_000),
                        "x" + "'".repeat(9_000),
                        "\\begin{pmatrix}" + "1&".repeat(4_000) + "1\\end{pmatrix}",
                        "1:".repeat(4_000) + "1",
                        "x=".repeat(4_000) + "1",
                        "(1,2)" + "\\cup(1,2)".repeat(1_000))
                .map(answer -> DynamicTest.dynamicTest(
                        "answer " + answer.substring(0, Math.min(40, answer.length())),
                        () -> assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                            for (String reference : new String[] {"12345", "\\sqrt{2}+\\pi", "\\sin x", "1,2,3", "B"}) {
                                assertThat(verifier.verify(reference, "\\boxed{" + answer + "}")
                                                .scorable())
                                        .isTrue();
                            }
                            // As a reference it is readable or a reason, and never an exception.
                            assertThat(verifier.verify(answer, "\\boxed{5}").accepted())
                                    .isFalse();
                        })));
    }

    @TestFactory
    Stream<DynamicTest> nonsenseIsAVerdictAndNoException() {
        String[] pieces = {
            "\\frac",
            "\\sqrt",
            "\\boxed",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "^",
            "_",
            "!",
            "%",
            "|",
            "\\",
            "$",
            "x",
            "12",
            "1,234",
            "e",
            "\\pi",
            "\\pm",
            ",",
            ";",
            "=",
            "<",
            "\\in",
            "\\cup",
            "+",
            "-",
            "*",
            "/",
            ".",
            "\\text{a b}",
            "°",
            "cm",
            "\\begin{pmatrix}",
            "\\end{pmatrix}",
            "&",
            "\\\\",
            "½",
            "\\overline{",
            "\\log",
            "\\sin",
            "\\binom",
            "'",
            "\uD83D",
            "\u0000",
            "答案",
            "answer:",
            " "
        };
        return Stream.iterate(0, seed -> seed + 1)
                .limit(20)
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Random random = new Random(seed);
                    for (int i = 0; i < 2_000; i++) {
                        StringBuilder text = new StringBuilder();
                        for (int n = random.nextInt(25); n >= 0; n--) {
                            text.append(pieces[random.nextInt(pieces.length)]);
                        }
                        assertThat(verifier.verify("\\sqrt{2}x+1", text.toString())
                                        .scorable())
                                .as("%s", text)
                                .isTrue();
                        assertThat(verifier.verify(text.toString(), "\\boxed{" + text + "}")
                                        .trace())
                                .isNotEmpty();
                    }
                }));
    }
}
