package dev.assay.service.testing;

import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import java.util.Map;

/** What {@link ChosenFunction#accuracy()} does, found as installed functions are. */
public final class InstalledFunction implements RewardFunction {
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
        return "installed/1";
    }

    @Override
    public Scorer configure(Settings settings) {
        return (rollout, _) -> ChosenFunction.judge(rollout);
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of("isolation", "none");
    }
}
