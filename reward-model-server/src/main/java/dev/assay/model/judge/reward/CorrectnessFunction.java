package dev.assay.model.judge.reward;

import dev.assay.model.judge.Correctness;
import dev.assay.model.judge.CorrectnessJudge;
import dev.assay.model.judge.settings.Judges;
import dev.assay.reward.Deadline;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The component {@code correctness}, of every task: 1 where a judge says that the final answer agrees with a reference
 * answer or the right option, else 0. For answers that no rule can check; where a rule can, it is faster, free and
 * cannot be talked to.
 */
public final class CorrectnessFunction implements RewardFunction {
    static final int CONCURRENCY = 64;
    static final int BATCH = 16;
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Judges judges;

    /** With the judges that recipes may name. */
    public CorrectnessFunction(Judges judges) {
        this.judges = judges;
    }

    @Override
    public String component() {
        return "correctness";
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
        return Execution.waiting(CONCURRENCY, BATCH).withTimeout(PATIENCE);
    }

    @Override
    public Map<String, String> guarantees() {
        return ChosenJudge.guarantees(judges);
    }

    /**
     * The scorer of a judge.
     *
     * @param settings {@code judge}, the name of one of the server's; {@code checks}, 1 or 2; {@code part},
     *     {@code answer} or {@code whole}
     */
    @Override
    public Scorer configure(Settings settings) {
        settings.allowOnly("judge", "checks", "part");
        ChosenJudge chosen = ChosenJudge.of(judges, settings);
        int checks = (int) settings.whole("checks", chosen.judge().settings().checks(), 1, 2);
        FinalAnswer part = settings.choice("part", FinalAnswer.ANSWER);
        CorrectnessJudge judge = chosen.judge().correctness(checks);
        int longest = chosen.judge().settings().longest();
        return new JudgeScorer(new One(chosen.name(), judge, part, longest));
    }

    private record One(String name, CorrectnessJudge judge, FinalAnswer part, int longest) implements Scorer {
        @Override
        public Outcome score(Rollout rollout, Deadline deadline) {
            List<String> references = ReferenceTexts.of(rollout.reference());
            if (references.isEmpty()) {
                return Outcome.unscorable(ReasonCode.NO_REFERENCE, "needs an answer or a choice");
            }
            String question = JudgeScorer.request(rollout);
            long length = question.length()
                    + references.stream().mapToLong(String::length).sum();
            if (length > longest) {
                return Outcome.unscorable(
                        ReasonCode.INPUT_TOO_LONG, "prompt and reference are longer than " + longest + " characters");
            }
            String answer = part.of(rollout);
            if (answer.isEmpty()) {
                return Outcome.scored(0, ReasonCode.NO_ANSWER, "");
            }
            if (length + answer.length() > longest) {
                return Outcome.scored(0, ReasonCode.TOO_COSTLY, "too long for the judge: " + answer.length());
            }
            return switch (judge.check(question, references, answer, deadline)) {
                case Correctness.NotJudged(var failure) -> JudgeScorer.failed(name, failure);
                case Correctness.Judged judged ->
                    Outcome.scored(
                            judged.correct() ? 1 : 0,
                            ReasonCode.JUDGE_VERDICT,
                            "judge " + name + (judged.unanimous() ? "" : ", the second check differs")
                                    + (judged.conflicting() ? ", conflicting" : "") + ": " + judged.analysis());
            };
        }
    }
}
