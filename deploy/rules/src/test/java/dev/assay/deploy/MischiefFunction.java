package dev.assay.deploy;

import dev.assay.reward.Outcome;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.reward.UserReason;

/** A function that a completion can make throw or hang, which no function of ours should let it do. */
public final class MischiefFunction implements RewardFunction {
    static final String THROW = "please throw";
    static final String HANG = "please hang";

    @Override
    public String component() {
        return "mischief";
    }

    @Override
    public boolean owns(String task) {
        return true;
    }

    @Override
    public String grader() {
        return "mischief/1";
    }

    @Override
    public Scorer configure(Settings settings) {
        return (rollout, _) -> {
            if (rollout.judged().equals(THROW)) {
                throw new IllegalStateException("as asked");
            }
            if (rollout.judged().equals(HANG)) {
                hang();
            }
            return Outcome.scored(1, new UserReason("FINE"), rollout.judged().length() + " characters");
        };
    }

    /** Computes for ever and does not care for interrupts. */
    private static void hang() {
        long x = 1;
        while (x != 0) {
            x = x * 6364136223846793005L + 1442695040888963407L | 1;
        }
    }
}
