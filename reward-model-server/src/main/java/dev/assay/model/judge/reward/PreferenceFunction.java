package dev.assay.model.judge.reward;

import dev.assay.model.judge.Comparison;
import dev.assay.model.judge.PairwiseJudge;
import dev.assay.model.judge.ResponsePair;
import dev.assay.model.judge.settings.Judges;
import dev.assay.reward.Deadline;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.util.Locale;
import java.util.Map;

/**
 * The component {@code preference}, of every task: how much better than a reference response a judge finds the final
 * answer, from −2 to 2, as the mean over both orders and all runs. The reference response is the first of the
 * reference's answers.
 */
public final class PreferenceFunction implements RewardFunction {
    private static final double WORST = -2;

    private final Judges judges;

    /** With the judges that recipes may name. */
    public PreferenceFunction(Judges judges) {
        this.judges = judges;
    }

    @Override
    public String component() {
        return "preference";
    }

    @Override
    public boolean owns(String task) {
        return true;
    }

    @Override
    public String grader() {
        return "reward-model-server/0.1.0";
    }

    @Override
    public Execution execution() {
        return Execution.waiting(CorrectnessFunction.CONCURRENCY, CorrectnessFunction.BATCH)
                .withTimeout(CorrectnessFunction.PATIENCE);
    }

    @Override
    public Map<String, String> guarantees() {
        return ChosenJudge.guarantees(judges);
    }

    /**
     * The scorer of a judge.
     *
     * @param settings {@code judge}, the name of one of the server's; {@code runs}, from 1 to 32; {@code part},
     *     {@code answer} or {@code whole}
     */
    @Override
    public Scorer configure(Settings settings) {
        settings.allowOnly("judge", "runs", "part");
        ChosenJudge chosen = ChosenJudge.of(judges, settings);
        int runs = (int) settings.whole("runs", chosen.judge().settings().runs(), 1, 32);
        FinalAnswer part = settings.choice("part", FinalAnswer.ANSWER);
        PairwiseJudge judge = chosen.judge().pairwise(runs);
        int longest = chosen.judge().settings().longest();
        return new JudgeScorer(new One(chosen.name(), judge, part, longest));
    }

    private record One(String name, PairwiseJudge judge, FinalAnswer part, int longest) implements Scorer {
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
            long length = request.length() + (long) reference.length();
            if (length > longest) {
                return Outcome.unscorable(
                        ReasonCode.INPUT_TOO_LONG, "prompt and reference are longer than " + longest + " characters");
            }
            String response = part.of(rollout);
            if (response.isEmpty()) {
                return Outcome.scored(WORST, ReasonCode.NO_ANSWER, "");
            }
            if (length + response.length() > longest) {
                return Outcome.scored(WORST, ReasonCode.TOO_COSTLY, "too long for the judge: " + response.length());
            }
            return switch (judge.compare(new ResponsePair(request, response, reference), deadline)) {
                case Comparison.NotCompared(var failure) -> JudgeScorer.failed(name, failure);
                case Comparison.Compared compared ->
                    Outcome.scored(compared.mean(), ReasonCode.JUDGE_VERDICT, evidence(compared));
            };
        }

        private String evidence(Comparison.Compared compared) {
            StringBuilder evidence = new StringBuilder("judge " + name + ":");
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
