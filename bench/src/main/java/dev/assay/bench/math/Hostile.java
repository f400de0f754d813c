package dev.assay.bench.math;

import com.sun.management.ThreadMXBean;
import dev.assay.math.MathVerifier;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers that are made to be dear. */
final class Hostile {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<String> REFERENCES = List.of("12345", "\\sqrt{2}+\\pi", "\\sin x", "1,2,3", "\\{1,2\\}");

    private Hostile() {}

    static Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("tower", "9^{9^{9^{9^9}}}");
        answers.put("tower in brackets", "((((9^9)^9)^9)^9)^9");
        answers.put("logarithm of a tower", "\\log_2(9^{9^{9^9}})");
        answers.put("factorials", "((100!)!)!");
        answers.put("a large factorial", "5000!");
        answers.put("binomial", "\\binom{10^9}{5\\cdot10^8}");
        answers.put("sum to 1e9", "\\sum_{i=1}^{1000000000}\\sin(i^2)");
        answers.put("product to 1e8", "\\prod_{i=1}^{100000000} i");
        answers.put("expansion", "(x+y+z+w)^{300}");
        answers.put("factors", "(x+1)" + "(x+2)".repeat(1_000));
        answers.put("braces", "{".repeat(2_000) + "1" + "}".repeat(2_000));
        answers.put("open braces", "{".repeat(5_000));
        answers.put("1,200 terms", "1" + IntStream.range(0, 1_200).mapToObj(i -> "+x^{" + i + "}").collect(Collectors.joining()));
        answers.put("1,200 roots", "1" + IntStream.range(2, 1_202).mapToObj(i -> "+\\sqrt{" + i + "}").collect(Collectors.joining()));
        answers.put("3,000 elements", "\\{" + IntStream.range(0, 3_000).mapToObj(Integer::toString).collect(Collectors.joining(",")) + "\\}");
        answers.put("20,000 spaces", "1" + " ".repeat(20_000) + "2");
        answers.put("nested sines", "\\sin(".repeat(40) + "x" + ")".repeat(40));
        answers.put("nested roots", "\\sqrt{2+".repeat(60) + "2" + "}".repeat(60));
        answers.put("matrix power", "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}^{1000000}");
        answers.put("integral", "\\int_0^1 \\sin(\\sin(\\sin(x^{x^x})))\\,dx");
        answers.put("high power", "\\sin(x)^{1000}+\\cos(x)^{1000}");
        answers.put("long decimal", "0." + "7".repeat(9_000));
        answers.put("long quotient", "1/" + "7".repeat(9_000));
        answers.put("10 MB of \\left(", "\\left(".repeat(10 * (1 << 20) / 6));
        return answers;
    }

    /** What one answer costs at most, of all references. */
    record Cost(String name, double millis, double megabytes) {}

    /** The processor time and the allocation of the calling thread; the best of some tries, against the noise. */
    static List<Cost> costs(MathVerifier verifier, int tries) {
        return answers().entrySet().stream()
                .map(answer -> {
                    String completion = "\\boxed{" + answer.getValue() + "}";
                    double[] costs = REFERENCES.stream()
                            .map(reference -> cost(verifier, reference, completion, tries))
                            .reduce((a, b) -> new double[] {Math.max(a[0], b[0]), Math.max(a[1], b[1])})
                            .orElseThrow();
                    return new Cost(answer.getKey(), costs[0], costs[1]);
                })
                .toList();
    }

    private static double[] cost(MathVerifier verifier, String reference, String completion, int tries) {
        double[] nanos = new double[tries];
        double[] bytes = new double[tries];
        for (int i = 0; i < tries; i++) {
            long time = THREADS.getCurrentThreadCpuTime();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            verifier.verify(reference, completion);
            bytes[i] = THREADS.getCurrentThreadAllocatedBytes() - before;
            nanos[i] = THREADS.getCurrentThreadCpuTime() - time;
        }
        return new double[] {
            Arrays.stream(nanos).min().orElseThrow() / 1e6,
            Arrays.stream(bytes).min().orElseThrow() / (1 << 20)
        };
    }

    static Optional<Cost> worst(List<Cost> costs, boolean memory) {
        return costs.stream().max((a, b) -> memory ? Double.compare(a.megabytes, b.megabytes) : Double.compare(a.millis, b.millis));
    }
}
