package dev.assay.model.judge;

import dev.assay.model.judge.asking.Asked;
import dev.assay.model.judge.asking.Asker;
import dev.assay.model.judge.asking.Question;
import dev.assay.model.judge.asking.Together;
import dev.assay.model.judge.endpoint.CallFailure;
import dev.assay.model.judge.endpoint.CallFailure.Cause;
import dev.assay.model.judge.reading.Verdict;
import dev.assay.model.judge.reading.VerdictReader;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import dev.assay.reward.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The {@link PairwiseJudge} behind a chat endpoint. Every run asks twice, with the responses in either order, so that a
 * liking for a position cancels out; all questions of a comparison are asked at once.
 */
public final class ChatPairwiseJudge implements PairwiseJudge {
    private final Asker asker;
    private final int runs;
    private final int longest;

    /**
     * A judge.
     *
     * @param runs how often each order is asked; DeepSeek-R1 asks four times, which are two runs
     * @param longest the most characters of request and responses together
     */
    public ChatPairwiseJudge(Asker asker, int runs, int longest) {
        if (runs < 1) {
            throw new IllegalArgumentException("runs must be at least 1, not " + runs);
        }
        this.asker = asker;
        this.runs = runs;
        this.longest = longest;
    }

    @Override
    public Comparison compare(ResponsePair pair, Deadline deadline) {
        long length = (long) pair.request().length()
                + pair.first().length()
                + pair.second().length();
        if (length > longest) {
            return notCompared(
                    new CallFailure(Cause.TOO_LONG, length + " characters, and the judge is given " + longest));
        }
        Question forward = PairwisePrompt.of(pair.request(), pair.first(), pair.second());
        Question swapped = PairwisePrompt.of(pair.request(), pair.second(), pair.first());
        List<Callable<Asked<Verdict>>> questions = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            int number = run;
            questions.add(() -> asker.ask(forward, number, VerdictReader::read, deadline));
            questions.add(() -> asker.ask(swapped, number, VerdictReader::read, deadline));
        }
        return switch (Together.ask(questions)) {
            case Asked.Answered<List<Asked.Answered<Verdict>>>(var verdicts, boolean _) -> compared(verdicts);
            case Asked.NotAnswered<List<Asked.Answered<Verdict>>>(CallFailure failure) -> notCompared(failure);
        };
    }

    private Comparison compared(List<Asked.Answered<Verdict>> verdicts) {
        List<Comparison.Run> all = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i += 2) {
            var forward = verdicts.get(i);
            var swapped = verdicts.get(i + 1);
            all.add(new Comparison.Run(
                    forward.value(), swapped.value(), forward.conflicting() || swapped.conflicting()));
        }
        Comparison.Compared compared = new Comparison.Compared(all);
        asker.statistics().add(Count.SWAPPED_RUNS, all.size());
        asker.statistics().add(Count.CONSISTENT_RUNS, compared.consistentRuns());
        asker.statistics().add(Count.JUDGED);
        return compared;
    }

    private Comparison notCompared(CallFailure failure) {
        asker.statistics().add(Count.FAILED);
        return new Comparison.NotCompared(failure);
    }
}
