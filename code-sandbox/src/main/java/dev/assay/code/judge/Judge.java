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
import java.util.function.IntConsumer;

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

    /** Judges a submission, tests in the order of the suite, and stops where the score is decided. */
    public Judgement judge(Submission submission, Suite suite, Deadline deadline) {
        return judge(submission, suite, Order.SUITE, "", deadline);
    }

    /** Judges a submission by every test, whatever the first ones say. */
    public Judgement judgeAll(Submission submission, Suite suite, Deadline deadline) {
        return judge(submission, suite, FailFirst.inOrder(suite.plan().size()), false, deadline, _ -> {});
    }

    /**
     * Judges a submission and stops where the score is decided.
     *
     * @param suiteKey what tells this suite from others, for {@link Order#FAIL_FIRST}
     */
    public Judgement judge(Submission submission, Suite suite, Order order, String suiteKey, Deadline deadline) {
        int total = suite.plan().size();
        boolean stopEarly = suite.scoring() instanceof Scoring.AllOrNothing;
        return switch (order) {
            case SUITE -> judge(submission, suite, FailFirst.inOrder(total), stopEarly, deadline, _ -> {});
            case FAIL_FIRST ->
                judge(
                        submission,
                        suite,
                        failFirst.order(suiteKey, total),
                        stopEarly,
                        deadline,
                        index -> failFirst.failed(suiteKey, index));
        };
    }

    private Judgement judge(
            Submission submission,
            Suite suite,
            List<Integer> turns,
            boolean stopEarly,
            Deadline deadline,
            IntConsumer failed) {
        return switch (open(submission, suite, deadline)) {
            case Opening.Over(Finding finding) -> over(finding, suite.plan().size());
            case Opening.Open(Mode mode) -> run(mode, suite, turns, stopEarly, deadline, failed);
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

    private Judgement run(
            Mode mode, Suite suite, List<Integer> turns, boolean stopEarly, Deadline deadline, IntConsumer failing) {
        int total = suite.plan().size();
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
                failing.accept(index);
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
