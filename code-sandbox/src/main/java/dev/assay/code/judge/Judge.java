package dev.assay.code.judge;

import dev.assay.code.run.Sandbox;
import dev.assay.code.verdict.Cause;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Runs;
import dev.assay.code.verdict.Verdict;
import dev.assay.reward.Deadline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Judges programs. Safe for use by many threads; each call blocks its own. What fails on our side is tried again while
 * there is time, and is {@link Verdict#INTERNAL} when it stays, with the cause, whatever tests were passed before.
 */
public final class Judge {
    private static final int ATTEMPTS = 3;

    private final Sandbox sandbox;
    private final Modes modes;
    private final Semaphore pairs = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final FailFirst failFirst = new FailFirst();

    public Judge(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.modes = new Modes(sandbox);
    }

    /** The sandbox that programs run in. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** Judges a submission, tests in the order of the suite. */
    public Judgement judge(Submission submission, Suite suite, Deadline deadline) {
        return judge(submission, suite, Order.SUITE, "", deadline);
    }

    /**
     * Judges a submission.
     *
     * @param suiteKey what tells this suite from others, for {@link Order#FAIL_FIRST}
     */
    public Judgement judge(Submission submission, Suite suite, Order order, String suiteKey, Deadline deadline) {
        return switch (open(submission, suite, deadline)) {
            case Opening.Over(Finding finding) -> over(finding, suite.plan().size());
            case Opening.Open(Mode mode) -> run(mode, suite, order, suiteKey, deadline);
        };
    }

    private Opening open(Submission submission, Suite suite, Deadline deadline) {
        for (int attempt = 1; ; attempt++) {
            if (deadline.expired()) {
                return new Opening.Over(Runs.late());
            }
            Opening opening = modes.open(submission, suite);
            boolean again = opening instanceof Opening.Over(Finding finding) && finding.cause() == Cause.SANDBOX;
            if (!again || attempt == ATTEMPTS) {
                return opening;
            }
        }
    }

    private Judgement run(Mode mode, Suite suite, Order order, String suiteKey, Deadline deadline) {
        int total = suite.plan().size();
        List<Integer> turns = switch (order) {
            case SUITE -> FailFirst.inOrder(total);
            case FAIL_FIRST -> failFirst.order(suiteKey, total);
        };
        boolean stopEarly = suite.scoring() instanceof Scoring.AllOrNothing;
        Runs runs = new Runs(sandbox, deadline, pairs);
        List<TestResult> results = new ArrayList<>();
        double[] credits = new double[total];
        for (int index : turns) {
            Finding finding = attempt(mode, index, runs);
            if (finding.verdict() == Verdict.INTERNAL || finding.verdict() == Verdict.COMPILE_ERROR) {
                return over(finding, total);
            }
            results.add(new TestResult(index + 1, mode.name(index), finding));
            credits[index] = finding.credit();
            if (finding.verdict() != Verdict.ACCEPTED) {
                if (order == Order.FAIL_FIRST) {
                    failFirst.failed(suiteKey, index);
                }
                if (stopEarly) {
                    break;
                }
            }
        }
        results.sort(Comparator.comparingInt(TestResult::number));
        Optional<Finding> failed = results.stream()
                .map(TestResult::finding)
                .filter(finding -> finding.verdict() != Verdict.ACCEPTED)
                .findFirst();
        return new Judgement(
                failed.map(Finding::verdict).orElse(Verdict.ACCEPTED),
                Cause.PROGRAM,
                suite.scoring().score(credits),
                results,
                total,
                mode.trusted(),
                "");
    }

    private static Finding attempt(Mode mode, int index, Runs runs) {
        for (int attempt = 1; ; attempt++) {
            if (runs.deadline().expired()) {
                return Runs.late();
            }
            Finding finding = mode.run(index, runs);
            if (finding.cause() != Cause.SANDBOX || attempt == ATTEMPTS) {
                return finding;
            }
        }
    }

    private static Judgement over(Finding finding, int total) {
        return new Judgement(finding.verdict(), finding.cause(), 0, List.of(), total, true, finding.detail());
    }
}
