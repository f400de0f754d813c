package dev.assay.model.roles;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Settings;
import java.util.Optional;

/**
 * What a recipe says of a role.
 *
 * @param model the model to ask; absent for the one that has the role
 * @param value how its score becomes the value
 * @param worst the value of a completion that the model cannot be shown, because it is longer than the model takes or
 *     never comes to its answer
 */
record RoleSettings(Optional<String> model, Mapping value, double worst) {
    private static final double MOST = 1e6;

    /** How a score becomes a value. */
    enum Mapping {
        /** {@code 1 / (1 + exp(−score))}. */
        SIGMOID,
        /** As it is. */
        LOGIT
    }

    static RoleSettings of(Settings settings) {
        settings.allowOnly("model", "value", "worst");
        Mapping value = settings.choice("value", Mapping.SIGMOID);
        if (value == Mapping.LOGIT && !settings.values().containsKey("worst")) {
            // No number is the worst of all logits, and a policy must not gain by saying nothing or too much.
            throw new AssayException(
                    ErrorCode.INVALID_RECIPE,
                    "with value: logit the setting 'worst' must say what a completion gets that is longer than the"
                            + " model takes or never comes to its answer");
        }
        return new RoleSettings(settings.text("model"), value, settings.number("worst", 0, -MOST, MOST));
    }
}
