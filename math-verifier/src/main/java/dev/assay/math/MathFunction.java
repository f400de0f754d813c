package dev.assay.math;

import dev.assay.reward.Outcome;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import java.util.Map;

/**
 * Accuracy of answers: 1 where the final answer is the reference, else 0, with the reason. The reference decides alone
 * whether there is a value; whatever the model wrote is scored.
 */
public final class MathFunction implements RewardFunction {
    private static final MathVerifier VERIFIER = new MathVerifier();

    /** For {@link java.util.ServiceLoader}. */
    public MathFunction() {}

    @Override
    public String component() {
        return "accuracy";
    }

    @Override
    public boolean owns(String task) {
        return switch (task) {
            case "math", "choice", "logic" -> true;
            default -> false;
        };
    }

    @Override
    public String grader() {
        return "math-verifier/0.1.0";
    }

    @Override
    public Scorer configure(Settings settings) {
        settings.allowOnly();
        return (rollout, deadline) -> {
            Verification verification = VERIFIER.verify(rollout.reference(), rollout.judged());
            return verification.scorable()
                    ? Outcome.scored(verification.accepted() ? 1 : 0, verification.reason(), verification.evidence())
                    : Outcome.unscorable(verification.reason(), verification.evidence());
        };
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of("time", "bounded by steps", "profiles", Profile.known());
    }
}
