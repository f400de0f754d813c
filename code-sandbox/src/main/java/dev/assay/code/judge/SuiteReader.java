package dev.assay.code.judge;

import dev.assay.code.call.ReferenceValue;
import dev.assay.code.run.Limits;
import dev.assay.rollout.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes suites of references. */
public final class SuiteReader {
    /** Longer than any task asks for; a day is the sandbox's own bound. */
    private static final long LONGEST_MS = Duration.ofHours(1).toMillis();

    private static final int MOST_MIB = 64 * 1024;

    private SuiteReader() {}

    /**
     * Reads the suite of a reference.
     *
     * @param helpers texts that may define what assertions use, such as the prompt
     * @param scoring how tests count where the reference does not say
     * @throws IllegalArgumentException where the reference cannot be used, with a message that says why
     */
    public static Suite read(Reference.Code reference, List<String> helpers, Scoring scoring) {
        CheckerForm checker = CheckerForm.read(reference.checkerJson());
        return new Suite(plan(reference, checker, helpers), checker.scoring(scoring), limits(reference));
    }

    /**
     * Makes a suite of tests that are not in a reference, such as files.
     *
     * @param checker the object {@code checker} of a reference as JSON; tokens are compared where it is absent
     * @param language of a checker program that does not name its own
     */
    public static Suite stdio(
            List<Plan.StdioCase> cases, Optional<String> checker, String language, Scoring scoring, Limits limits) {
        CheckerForm form = CheckerForm.read(checker);
        return new Suite(new Plan.Stdio(cases, form.grading(language)), form.scoring(scoring), limits);
    }

    private static Plan plan(Reference.Code reference, CheckerForm checker, List<String> helpers) {
        return switch (reference.tests()) {
            case Reference.CodeTests.Stdio(List<Reference.StdioCase> cases) -> stdio(cases, reference, checker);
            case Reference.CodeTests.Call(String function, List<Reference.CallCase> cases) ->
                new Plan.Call(function, calls(cases), checker.equality());
            case Reference.CodeTests.Asserts(String source, var entry) ->
                checker.kind().equals("script") ? new Plan.Script(source) : new Plan.Asserts(source, entry, helpers);
            case Reference.CodeTests.Absent _ -> {
                if (!checker.kind().equals("script")) {
                    throw new IllegalArgumentException("a reference without tests needs a checker of the kind script");
                }
                yield new Plan.Script(checker.text("source").orElse(""));
            }
        };
    }

    private static Plan stdio(List<Reference.StdioCase> cases, Reference.Code reference, CheckerForm checker) {
        List<Plan.StdioCase> tests = new ArrayList<>();
        for (Reference.StdioCase one : cases) {
            tests.add(new Plan.StdioCase(
                    "test " + (tests.size() + 1),
                    one.input().getBytes(StandardCharsets.UTF_8),
                    one.output().getBytes(StandardCharsets.UTF_8)));
        }
        return new Plan.Stdio(tests, checker.grading(reference.language()));
    }

    private static List<Plan.CallCase> calls(List<Reference.CallCase> cases) {
        List<Plan.CallCase> calls = new ArrayList<>();
        for (Reference.CallCase one : cases) {
            calls.add(new Plan.CallCase(
                    one.argsJson().stream().map(ReferenceValue::read).toList(),
                    ReferenceValue.read(one.expectedJson())));
        }
        return calls;
    }

    private static Limits limits(Reference.Code reference) {
        Limits limits = Limits.defaults();
        if (reference.timeLimitMs().isPresent()) {
            limits = limits.withCpu(
                    Duration.ofMillis(Math.clamp(reference.timeLimitMs().getAsLong(), 1, LONGEST_MS)));
        }
        if (reference.memoryLimitMb().isPresent()) {
            limits = limits.withMemory(Math.clamp(reference.memoryLimitMb().getAsInt(), 1, MOST_MIB) * Limits.MIB);
        }
        return limits;
    }
}
