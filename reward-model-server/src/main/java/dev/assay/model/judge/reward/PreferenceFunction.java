package dev.assay.model.judge.reward;

import dev.assay.model.judge.Comparison;
import dev.assay.model.judge.PairwiseJudge;
import dev.assay.model.judge.ResponsePair;
import dev.assay.model.judge.settings.Judges;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.util.List;
import java.util.Locale;

/**
 * The component {@code preference}, of every task: how much better than a reference response a judge finds the final
 * answer, from −2 to 2, as the mean over both orders and all runs. The reference response is the first of the
 * reference's answers.
 */
public final class PreferenceFunction extends JudgeFunction {
    private static final double WORST = -2;
    private static final String TIMES = "runs";

    /** With the judges that recipes may name. */
    public PreferenceFunction(Judges judges) {
        super(judges, "preference", TIMES);
    }

    @Override
    Scorer scorer(ChosenJudge chosen, Shown shown, Settings settings) {
        int runs = (int) settings.whole(TIMES, chosen.judge().settings().runs(), 1, 32);
        return new One(chosen.label(), chosen.judge().pairwise(runs), shown);
    }

    private record One(String label, PairwiseJudge judge, Shown shown) implements Scorer {
        @Override
        public Outcome score(Rollout rollout, Deadline deadline) {
            if (!(rollout.reference() instanceof Reference.Answers answers)) {
                return Outcome.unscorable(ReasonCode.NO_REFERENCE, "needs a reference response as answer");
            }
            String request = JudgeScorer.request(rollout);
            if (request.isBlank()) {
                return Outcome.unscorable(
                        ReasonCode.REFERENCE_UNREADABLE, "needs the prompt to compare responses to it");
            }
            String reference = answers.answers().getFirst();
            return shown.judged(
                    rollout,
                    List.of(request, reference),
                    WORST,
                    response -> outcome(judge.compare(new ResponsePair(request, response, reference), deadline)));
        }

        private Outcome outcome(Comparison comparison) {
            return switch (comparison) {
                case Comparison.NotCompared(var failure) -> JudgeScorer.failed(label, failure);
                case Comparison.Compared compared ->
                    Outcome.scored(compared.mean(), ReasonCode.JUDGE_VERDICT, evidence(compared));
            };
        }

        private String evidence(Comparison.Compared compared) {
            StringBuilder evidence = new StringBuilder(label).append(':');
            for (Comparison.Run run : compared.runs()) {
                evidence.append(String.format(
                        Locale.ROOT,
                        " %+d in order, %+d swapped%s;",
                        run.forward().score(),
                        -run.swapped().score(),
                        run.conflicting() ? ", conflicting" : ""));
            }
            return evidence.substring(0, evidence.length() - 1);
        }
    }
}
