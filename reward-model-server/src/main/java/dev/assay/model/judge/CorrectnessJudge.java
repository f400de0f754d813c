package dev.assay.model.judge;

import dev.assay.model.judge.asking.Asked;
import dev.assay.model.judge.asking.Asker;
import dev.assay.model.judge.asking.Question;
import dev.assay.model.judge.endpoint.CallFailure;
import dev.assay.model.judge.endpoint.CallFailure.Cause;
import dev.assay.model.judge.reading.CorrectnessReader;
import dev.assay.model.judge.reading.CorrectnessReader.Finding;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import dev.assay.reward.Deadline;
import java.util.List;

/**
 * Says whether an answer agrees with a reference, where no rule can. With two checks the second, which is made only
 * where the first says correct, has answer and references in the other order, and both have to say correct.
 * Thread-safe.
 */
public final class CorrectnessJudge {
    private final Asker asker;
    private final int checks;
    private final int longest;

    /**
     * A judge.
     *
     * @param checks how many have to say correct, 1 or 2
     * @param longest the most characters of question, references and answer together
     */
    public CorrectnessJudge(Asker asker, int checks, int longest) {
        if (checks < 1 || checks > 2) {
            throw new IllegalArgumentException("checks must be 1 or 2, not " + checks);
        }
        this.asker = asker;
        this.checks = checks;
        this.longest = longest;
    }

    /**
     * Checks an answer. Blocks; interrupting the thread ends the call that is under way.
     *
     * @param question may be empty, where the answers speak for themselves
     * @param references at least one, any of which is right
     */
    public Correctness check(String question, List<String> references, String answer, Deadline deadline) {
        if (references.isEmpty()) {
            throw new IllegalArgumentException("a check needs a reference");
        }
        long length = question.length() + (long) answer.length();
        for (String reference : references) {
            length += reference.length();
        }
        if (length > longest) {
            return notJudged(
                    new CallFailure(Cause.TOO_LONG, length + " characters, and the judge is given " + longest));
        }
        boolean conflicting = false;
        String analysis = "";
        for (int check = 0; check < checks; check++) {
            Question asked = CorrectnessPrompt.of(question, references, answer, check == 1);
            switch (asker.ask(asked, check, CorrectnessReader::read, deadline)) {
                case Asked.NotAnswered<Finding>(CallFailure failure) -> {
                    return notJudged(failure);
                }
                case Asked.Answered<Finding>(Finding finding, boolean conflict) -> {
                    conflicting |= conflict;
                    if (!finding.correct()) {
                        asker.statistics().add(Count.JUDGED);
                        return new Correctness.Judged(false, check == 0, conflicting, finding.analysis());
                    }
                    analysis = check == 0 ? finding.analysis() : analysis;
                }
            }
        }
        asker.statistics().add(Count.JUDGED);
        return new Correctness.Judged(true, true, conflicting, analysis);
    }

    private Correctness notJudged(CallFailure failure) {
        asker.statistics().add(Count.FAILED);
        return new Correctness.NotJudged(failure);
    }
}
