package dev.assay.model.roles;

import dev.assay.model.serving.RewardModels;
import dev.assay.reward.RewardFunction;
import java.util.Arrays;
import java.util.List;

/** The reward functions of a process with reward models. */
public final class RoleFunctions {
    private RoleFunctions() {}

    /** A function for each role that has a model: components {@code helpful} and {@code safety}. */
    public static List<RewardFunction> of(RewardModels models) {
        return Arrays.stream(Role.values())
                .filter(role -> models.forRole(role.component()).isPresent())
                .<RewardFunction>map(role -> new RoleFunction(role, models))
                .toList();
    }
}
