package dev.assay.shaping;

import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.util.Map;

/**
 * The component {@code repetition} for every task: penalty · (1 − different n-grams / all n-grams), from the penalty,
 * which is negative, to 0 (open-r1's {@code get_repetition_penalty_reward}, TRL's of the same name over tokens; after
 * arXiv 2502.03373, appendix B). What is shorter than n is 0.
 */
public final class RepetitionFunction implements RewardFunction {
    private static final int MOST_NGRAM = 64;
    private static final double LARGEST = 1e6;

    /** What n-grams are made of. */
    enum Unit {
        WORDS,
        TOKENS
    }

    @Override
    public String component() {
        return "repetition";
    }

    @Override
    public boolean owns(String task) {
        return true;
    }

    @Override
    public String grader() {
        return "format-checker/0.1.0";
    }

    @Override
    public Scorer configure(Settings settings) {
        settings.allowOnly("ngram", "penalty", "unit");
        int n = (int) settings.whole("ngram", 3, 1, MOST_NGRAM);
        double penalty = settings.number("penalty", -1, -LARGEST, 0);
        Unit unit = settings.choice("unit", Unit.WORDS);
        return (rollout, _) -> score(rollout, n, penalty, unit);
    }

    private static Outcome score(Rollout rollout, int n, double penalty, Unit unit) {
        if (unit == Unit.TOKENS && rollout.tokens().size() == 0) {
            return Outcome.unscorable(ReasonCode.NO_REFERENCE, "repetition over tokens needs the rollout's tokenIds");
        }
        double share = switch (unit) {
            case WORDS -> Repetition.ofWords(rollout.judged(), n);
            case TOKENS -> Repetition.ofTokens(rollout.tokens().ids(), n);
        };
        return Outcome.scored(
                penalty * share,
                share == 0 ? ReasonCode.NOT_REPETITIVE : ReasonCode.REPETITIVE,
                "%.3f of the %d-grams are repetitions".formatted(share, n));
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of("time", "linear", "memory", "constant", "regex", "none");
    }
}
