package dev.assay.gateway.rest;

import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Judges by the number of characters; waits for a latch first where the completion is {@code wait}. */
final class LengthFunction implements RewardFunction {
    final CountDownLatch latch = new CountDownLatch(1);

    @Override
    public String component() {
        return "accuracy";
    }

    @Override
    public boolean owns(String task) {
        return task.equals("math");
    }

    @Override
    public String grader() {
        return "length/1";
    }

    @Override
    public Execution execution() {
        return Execution.waiting(64, 1);
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of("time", "linear");
    }

    @Override
    public Scorer configure(Settings settings) {
        return (rollout, _) -> {
            String text = rollout.judged();
            if (text.equals("wait")) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Outcome.scored(text.length(), ReasonCode.WITHIN_LENGTH, "");
        };
    }
}
