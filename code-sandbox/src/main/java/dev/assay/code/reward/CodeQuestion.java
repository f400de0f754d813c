package dev.assay.code.reward;

import dev.assay.code.judge.Judge;
import dev.assay.code.judge.Judgement;
import dev.assay.code.judge.Submission;
import dev.assay.code.judge.Suite;
import dev.assay.code.judge.SuiteReader;
import dev.assay.code.judge.TestResult;
import dev.assay.code.verdict.Verdict;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Reference;
import java.util.List;
import java.util.Optional;

/** Whether a program passes the tests of a reference. */
record CodeQuestion(String code, Reference.Code reference, List<String> helpers, Judge judge, CodeSettings settings)
        implements Question {
    @Override
    public Outcome answer(Deadline deadline) {
        Suite suite;
        try {
            suite = SuiteReader.read(reference, helpers, settings.scoring());
        } catch (IllegalArgumentException e) {
            return Outcome.unscorable(ReasonCode.REFERENCE_UNREADABLE, String.valueOf(e.getMessage()));
        }
        Submission submission = new Submission(reference.language(), code);
        String key = Integer.toHexString(reference.hashCode());
        return outcome(judge.judge(submission, suite, settings.order(), key, deadline));
    }

    private Outcome outcome(Judgement judgement) {
        return switch (judgement.cause()) {
            case PROGRAM -> scored(judgement);
            case SANDBOX -> Outcome.failed(ReasonCode.SANDBOX_TROUBLE, judgement.message());
            case DEADLINE -> Outcome.timeout(ReasonCode.DEADLINE, judgement.message());
            case REFERENCE -> Outcome.unscorable(ReasonCode.REFERENCE_UNREADABLE, judgement.message());
        };
    }

    private Outcome scored(Judgement judgement) {
        String trust = judgement.trusted() ? "" : " (judged by exit code)";
        if (judgement.accepted()) {
            return Outcome.scored(
                    judgement.score(), ReasonCode.ACCEPTED, judgement.total() + " of " + judgement.total() + trust);
        }
        if (judgement.verdict() == Verdict.COMPILE_ERROR) {
            return Outcome.scored(0, ReasonCode.COMPILE_ERROR, judgement.message());
        }
        Optional<TestResult> failed = judgement.firstFailed();
        String evidence = failed.map(this::evidence).orElse("") + trust;
        if (judgement.score() > 0) {
            return Outcome.scored(
                    judgement.score(),
                    ReasonCode.PARTLY_ACCEPTED,
                    judgement.passed() + " of " + judgement.total() + "; " + evidence);
        }
        return Outcome.scored(0, judgement.verdict().reason(), evidence);
    }

    private String evidence(TestResult test) {
        String expected = settings.reveal() && !test.finding().expected().isEmpty()
                ? "; expected " + test.finding().expected()
                : "";
        return test.name() + ": " + test.finding().verdict().code() + ", "
                + test.finding().detail() + expected;
    }
}
