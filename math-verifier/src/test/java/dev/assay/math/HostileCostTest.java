package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What hostile answers cost before computer algebra, in bytes that the thread allocates: unlike a time it does not
 * depend on the machine. The times are those of {@code ./assay bench math}.
 */
class HostileCostTest {
    private static final long LIMIT = 64L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final MathVerifier verifier = new MathVerifier();

    private static Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("tower", "9^{9^{9^{9^9}}}");
        answers.put("tower below", "9^{-9^{9^{9^9}}}");
        answers.put("logarithm of a tower", "\\log_2(9^{9^{9^9}})");
        answers.put("sine of a tower", "\\sin(9^{9^{9}})");
        answers.put("tower of e", "e^{e^{e^{e^{e}}}}");
        answers.put("factorials", "((100!)!)!");
        answers.put("binomial", "\\binom{10^9}{5\\cdot10^8}");
        answers.put("sum", "\\sum_{i=1}^{1000000000}\\sin(i^2)");
        answers.put("nested sums", "\\sum_{i=1}^{900}\\sum_{j=1}^{900}\\sum_{k=1}^{900} ijk");
        answers.put("product", "\\prod_{i=1}^{100000000} i");
        answers.put("expansion", "(x+y+z+w)^{300}");
        answers.put("exponentials", "\\sin(x)^{200}\\cos(y)^{200}\\sin(x+y+z)^{50}");
        answers.put("derivatives", "\\frac{d}{dx}" + "\\sin(".repeat(30) + "x" + ")".repeat(30));
        answers.put("derivative of a product", "\\frac{d}{dx}(" + "\\sin(x)".repeat(400) + ")");
        answers.put("braces", "{".repeat(2_000) + "1" + "}".repeat(2_000));
        answers.put("terms", terms("+x^{", "}"));
        answers.put("roots", terms("+\\sqrt{", "}"));
        answers.put("sines", terms("+\\sin(", ")"));
        answers.put(
                "set",
                "\\{" + IntStream.range(0, 3_000).mapToObj(Integer::toString).collect(Collectors.joining(",")) + "\\}");
        answers.put("spaces", "1" + " ".repeat(20_000) + "2");
        answers.put("nested sines", "\\sin(".repeat(40) + "x" + ")".repeat(40));
        answers.put("nested roots", "\\sqrt{2+".repeat(40) + "2" + "}".repeat(40));
        answers.put("matrix power", "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}^{1000000}");
        answers.put("long decimal", "0." + "7".repeat(9_000));
        answers.put("brackets", "\\left(".repeat((10 << 20) / 6));
        return answers;
    }

    private static String terms(String before, String after) {
        return "1" + IntStream.range(2, 1_202).mapToObj(i -> before + i + after).collect(Collectors.joining());
    }

    @TestFactory
    Stream<DynamicTest> noAnswerCostsMoreThanItsBudgetOfMemory() {
        return answers().entrySet().stream()
                .map(answer -> DynamicTest.dynamicTest(answer.getKey(), () -> {
                    String completion = "\\boxed{" + answer.getValue() + "}";
                    for (String reference : List.of("12345", "\\sqrt{2}+\\pi", "\\sin x", "1,2,3", "\\{1,2\\}")) {
                        long before = THREADS.getCurrentThreadAllocatedBytes();
                        Verification verification = verifier.verify(reference, completion);
                        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
                        assertThat(verification.accepted()).isFalse();
                        assertThat(verification.scorable()).isTrue();
                        assertThat(bytes).as("bytes, %s", verification.reason()).isLessThan(LIMIT);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> theSameAnswersAsReferencesAreNeverOurFault() {
        return answers().entrySet().stream()
                .map(answer -> DynamicTest.dynamicTest(answer.getKey(), () -> {
                    long before = THREADS.getCurrentThreadAllocatedBytes();
                    assertThat(verifier.verify(answer.getValue(), "\\boxed{5}").accepted())
                            .isFalse();
                    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                            .isLessThan(LIMIT);
                }));
    }
}
