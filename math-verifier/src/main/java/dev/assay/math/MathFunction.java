package dev.assay.math;

import dev.assay.math.cas.SymjaCas;
import dev.assay.math.ladder.Cas;
import dev.assay.math.profile.Profile;
import dev.assay.math.profile.ProfileReader;
import dev.assay.math.profile.Profiles;
import dev.assay.reward.Deadline;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Accuracy of answers: 1 where the final answer is the reference, else 0 or, where the profile says so, a share of it.
 * The reference decides alone whether there is a value; whatever the model wrote is scored.
 */
public final class MathFunction implements RewardFunction {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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

    /** Steps bound everything but the start of computer algebra, which a busy machine must not turn into a TIMEOUT. */
    @Override
    public Execution execution() {
        return Execution.INLINE.withTimeout(PATIENCE);
    }

    /**
     * The scorer by a profile.
     *
     * @param settings {@code profile}: for references that name none, the name of one that ships or a map as in a
     *     profile's file
     */
    @Override
    public Scorer configure(Settings settings) {
        settings.allowOnly("profile");
        Profile profile = ProfileReader.setting("profile", settings).orElse(Profiles.DEFAULT);
        return new PreparedScorer(new MathVerifier(SymjaCas.shared(), profile));
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of("time", "bounded by steps", "profiles", Profiles.known());
    }

    /** Reads the reference of a group once. */
    private record PreparedScorer(MathVerifier verifier) implements Scorer {
        @Override
        public Outcome score(Rollout rollout, Deadline deadline) {
            return outcome(verifier.within(deadline).prepare(rollout.reference()), rollout);
        }

        @Override
        public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
            List<Outcome> outcomes = new ArrayList<>(rollouts.size());
            MathVerifier waiting = verifier.within(deadline);
            Reference last = new Reference.None();
            PreparedReference prepared = waiting.prepare(last);
            for (Rollout rollout : rollouts) {
                if (!rollout.reference().equals(last)) {
                    last = rollout.reference();
                    prepared = waiting.prepare(last);
                }
                outcomes.add(outcome(prepared, rollout));
            }
            return outcomes;
        }

        private static Outcome outcome(PreparedReference prepared, Rollout rollout) {
            try {
                Verification verification = prepared.verify(rollout.judged());
                return verification.scorable()
                        ? Outcome.scored(verification.value(), verification.reason(), verification.evidence())
                        : Outcome.unscorable(verification.reason(), verification.evidence());
            } catch (Cas.Unavailable ours) {
                return ours.reason() == ReasonCode.DEADLINE
                        ? Outcome.timeout(ours.reason(), String.valueOf(ours.getMessage()))
                        : Outcome.failed(ours.reason(), String.valueOf(ours.getMessage()));
            }
        }
    }
}
