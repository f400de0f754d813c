package dev.assay.model.roles;

import dev.assay.model.serving.ModelDescription;
import dev.assay.model.serving.RewardModels;
import dev.assay.reward.Execution;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A component that a reward model gives, for any task. The value is the probability {@code 1 / (1 + exp(−score))}, from
 * 0 to 1, or with the setting {@code value: logit} the score as it is.
 */
final class RoleFunction implements RewardFunction {
    private static final int CONCURRENCY = 8;
    private static final int BATCH = 64;
    /** A batch of long texts on a processor takes its time. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Role role;
    private final RewardModels models;

    RoleFunction(Role role, RewardModels models) {
        this.role = role;
        this.models = models;
    }

    @Override
    public String component() {
        return role.component();
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
        return Execution.waiting(CONCURRENCY, BATCH).withTimeout(LONGEST);
    }

    /** The models of this role and their versions. */
    @Override
    public Map<String, String> guarantees() {
        Map<String, String> guarantees = new TreeMap<>();
        for (ModelDescription model : models.list()) {
            if (model.role().equals(role.component())) {
                guarantees.put("model " + model.name(), (model.state() + " " + model.version()).strip());
            }
        }
        return guarantees;
    }

    @Override
    public Scorer configure(Settings settings) {
        return new RoleScorer(role, models, RoleSettings.of(settings));
    }
}
