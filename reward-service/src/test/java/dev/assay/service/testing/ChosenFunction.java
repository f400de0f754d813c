package dev.assay.service.testing;

import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.util.Map;

/** A reward function that does what a test tells it. */
public record ChosenFunction(String component, Execution execution, Scorer scorer) implements RewardFunction {
    /** Scores 1 where the completion is the word "right", else 0. */
    public static ChosenFunction accuracy() {
        return computing((rollout, _) -> judge(rollout));
    }

    /** Judges accuracy on a compute thread. */
    public static ChosenFunction computing(Scorer scorer) {
        return new ChosenFunction("accuracy", Execution.INLINE, scorer);
    }

    /** Judges accuracy beside others, as what waits for something outside does. */
    public static ChosenFunction waiting(int concurrency, Scorer scorer) {
        return new ChosenFunction("accuracy", Execution.waiting(concurrency, 1), scorer);
    }

    /** What {@link #accuracy()} says. */
    public static Outcome judge(Rollout rollout) {
        return rollout.judged().equals("right")
                ? Outcome.scored(1, ReasonCode.EQUAL_EXACT, "")
                : Outcome.scored(0, ReasonCode.NOT_EQUAL, "");
    }

    @Override
    public boolean owns(String task) {
        return task.equals("math");
    }

    @Override
    public String grader() {
        return "chosen/1";
    }

    @Override
    public Scorer configure(Settings settings) {
        return scorer;
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of("kind", "test");
    }
}
