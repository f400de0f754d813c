package dev.assay.gateway.trainer;

import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Throws for the task {@code code}; waits for a latch for the task {@code repair}. */
final class TroubleFunction implements RewardFunction {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch latch = new CountDownLatch(1);

    @Override
    public String component() {
        return "accuracy";
    }

    @Override
    public boolean owns(String task) {
        return task.equals("code") || task.equals("repair");
    }

    @Override
    public String grader() {
        return "trouble/1";
    }

    @Override
    public Execution execution() {
        return Execution.waiting(64, 1);
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of();
    }

    @Override
    public Scorer configure(Settings settings) {
        return (rollout, _) -> {
            if (rollout.task().equals("code")) {
                throw new IllegalStateException("broken on purpose");
            }
            begun.countDown();
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Outcome.scored(1, ReasonCode.EQUAL_EXACT, "");
        };
    }
}
