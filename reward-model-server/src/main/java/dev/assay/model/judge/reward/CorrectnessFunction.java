package dev.assay.model.judge.reward;

import dev.assay.model.judge.Correctness;
import dev.assay.model.judge.CorrectnessJudge;
import dev.assay.model.judge.settings.Judges;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;

/**
 * The component {@code correctness}, of every task: 1 where a judge says that the final answer agrees with a reference
 * answer or the right option, else 0. For answers that no rule can check; where a rule can, it is faster, free and
 * cannot be talked to.
 */
public final class CorrectnessFunction extends JudgeFunction {
    private static final String TIMES = "checks";

    /** With the judges that recipes may name. */
    public CorrectnessFunction(Judges judges) {
        super(judges, "correctness", TIMES);
    }

    @Override
    Scorer scorer(ChosenJudge chosen, Shown shown, Settings settings) {
        int checks = (int) settings.whole(TIMES, chosen.judge().settings().checks(), 1, 2);
        return new One(chosen.label(), chosen.judge().correctness(checks), shown);
    }

    private record One(String label, CorrectnessJudge judge, Shown shown) implements Scorer {
        @Override
        public Outcome score(Rollout rollout, Deadline deadline) {
            List<String> references = ReferenceTexts.of(rollout.reference());
            if (references.isEmpty()) {
                return Outcome.unscorable(ReasonCode.NO_REFERENCE, "needs an answer or a choice");
            }
            String question = JudgeScorer.request(rollout);
            List<String> given = new ArrayList<>(references);
            given.add(question);
            return shown.judged(
                    rollout, given, 0, answer -> outcome(judge.check(question, references, answer, deadline)));
        }

        private Outcome outcome(Correctness correctness) {
            return switch (correctness) {
                case Correctness.NotJudged(var failure) -> JudgeScorer.failed(label, failure);
                case Correctness.Judged judged ->
                    Outcome.scored(
                            judged.correct() ? 1 : 0,
                            ReasonCode.JUDGE_VERDICT,
                            label + (judged.unanimous() ? "" : ", the second check differs")
                                    + (judged.conflicting() ? ", conflicting" : "") + ": " + judged.analysis());
            };
        }
    }
}
