package dev.assay.gateway.code;

import dev.assay.code.judge.Judge;
import dev.assay.code.judge.Judgement;
import dev.assay.code.judge.Submission;
import dev.assay.code.judge.Suite;
import dev.assay.code.verdict.Verdict;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import java.util.function.Supplier;

/** Judges programs for those who ask over HTTP; the same turns as {@link ProgramRuns}. */
final class Judging {
    private final Supplier<Judge> judge;
    private final Turnstile turnstile;
    private final CodeLimits limits;

    Judging(Supplier<Judge> judge, Turnstile turnstile, CodeLimits limits) {
        this.judge = judge;
        this.turnstile = turnstile;
        this.limits = limits;
    }

    /** What callers may ask for. */
    CodeLimits limits() {
        return limits;
    }

    /**
     * Judges a submission.
     *
     * @throws AssayException {@link ErrorCode#OVERLOADED} where too much waits, {@link ErrorCode#UNAVAILABLE} where our
     *     side failed
     */
    Judgement judge(String caller, Submission submission, Suite suite) {
        Judgement judgement = turnstile.pass(
                caller,
                limits.patience(),
                () -> judge.get().judge(submission, suite, Deadline.after(limits.judging())));
        if (judgement.verdict() == Verdict.INTERNAL) {
            throw new AssayException(ErrorCode.UNAVAILABLE, "the program could not be judged: " + judgement.message());
        }
        return judgement;
    }
}
