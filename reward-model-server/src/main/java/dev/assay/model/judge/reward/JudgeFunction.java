package dev.assay.model.judge.reward;

import dev.assay.model.judge.settings.Judges;
import dev.assay.reward.Execution;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import java.time.Duration;
import java.util.Map;

/** A component, of every task, that one of the server's judges decides. */
abstract sealed class JudgeFunction implements RewardFunction permits CorrectnessFunction, PreferenceFunction {
    private static final int CONCURRENCY = 64;
    private static final int BATCH = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Judges judges;
    private final String component;
    private final String times;

    /**
     * A component.
     *
     * @param times the setting that says how often the judge is asked
     */
    JudgeFunction(Judges judges, String component, String times) {
        this.judges = judges;
        this.component = component;
        this.times = times;
    }

    @Override
    public final String component() {
        return component;
    }

    @Override
    public final boolean owns(String task) {
        return true;
    }

    @Override
    public final String grader() {
        return "reward-model-server/0.1.0";
    }

    @Override
    public final Execution execution() {
        return Execution.waiting(CONCURRENCY, BATCH).withTimeout(PATIENCE);
    }

    @Override
    public final Map<String, String> guarantees() {
        return ChosenJudge.guarantees(judges);
    }

    /**
     * The scorer of a judge.
     *
     * @param settings {@code judge}, the name of one of the server's; {@code part}, {@code answer} or {@code whole};
     *     how often it is asked: {@code checks}, 1 or 2, of a correctness, {@code runs}, 1 to 32, of a preference
     */
    @Override
    public final Scorer configure(Settings settings) {
        settings.allowOnly("judge", times, "part");
        ChosenJudge chosen = ChosenJudge.of(judges, settings);
        Shown shown = new Shown(
                settings.choice("part", FinalAnswer.ANSWER),
                chosen.judge().settings().longest());
        return new JudgeScorer(scorer(chosen, shown, settings));
    }

    /** The scorer of one rollout. */
    abstract Scorer scorer(ChosenJudge chosen, Shown shown, Settings settings);
}
