package dev.assay.code.judge;

import dev.assay.code.verdict.Cause;
import dev.assay.code.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What the judge says of a submission.
 *
 * @param verdict that of the first test, in the order of the suite, that is not passed; accepted where all are
 * @param score from 0 to 1, without meaning where the verdict is internal
 * @param tests those that ran, in the order of the suite
 * @param total how many tests there are
 * @param trusted whether the submission could not have decided the verdict itself
 * @param message what the compiler said, or what failed on our side
 */
public record Judgement(
        Verdict verdict,
        Cause cause,
        double score,
        List<TestResult> tests,
        int total,
        boolean trusted,
        String message) {
    public Judgement {
        tests = List.copyOf(tests);
    }

    /** The first test that was not passed. */
    public Optional<TestResult> firstFailed() {
        return tests.stream()
                .filter(test -> test.finding().verdict() != Verdict.ACCEPTED)
                .findFirst();
    }

    /** How many tests were passed. */
    public long passed() {
        return tests.stream()
                .filter(test -> test.finding().verdict() == Verdict.ACCEPTED)
                .count();
    }

    /** Whether the score means something, which is where the program is what was found out about. */
    public boolean scored() {
        return cause == Cause.PROGRAM;
    }

    public boolean accepted() {
        return verdict == Verdict.ACCEPTED;
    }
}
