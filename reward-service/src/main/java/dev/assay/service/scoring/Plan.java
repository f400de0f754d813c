package dev.assay.service.scoring;

import dev.assay.recipe.ComponentRule;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.TaskRule;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.RewardFunction;
import dev.assay.rollout.Rollout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A recipe with the functions found and configured that it needs. */
final class Plan {
    private static final int USER_TASKS_LIMIT = 1024;

    private final Recipe recipe;
    private final Functions functions;
    private final Host host;
    private final Map<String, List<PlannedStep>> byTask = new ConcurrentHashMap<>();

    private record PlannedStep(ComponentRule rule, Step step, boolean owned) {}

    Plan(Recipe recipe, Functions functions, Host host) {
        this.recipe = recipe;
        this.functions = functions;
        this.host = host;
        Map<String, TaskRule> known = new HashMap<>(recipe.tasks());
        recipe.otherwise().ifPresent(rule -> Functions.TASKS.forEach(task -> known.putIfAbsent(task, rule)));
        known.forEach((task, rule) -> byTask.put(task, steps(task, rule)));
    }

    /** Whether this is the plan of the recipe; another may have a label like its own. */
    boolean isOf(Recipe other) {
        return recipe == other
                || (recipe.label().equals(other.label())
                        && recipe.tasks().equals(other.tasks())
                        && recipe.otherwise().equals(other.otherwise())
                        && recipe.functions().equals(other.functions()));
    }

    /**
     * The calls that a rollout needs.
     *
     * @param everything whether components that nobody owns are among them
     */
    List<Step> steps(Rollout rollout, boolean everything) {
        TaskRule rule = recipe.rule(rollout.task());
        List<PlannedStep> planned = byTask.get(rollout.task());
        if (planned == null) {
            planned = steps(rollout.task(), rule);
            if (byTask.size() < USER_TASKS_LIMIT) {
                byTask.put(rollout.task(), planned);
            }
        }
        List<Step> steps = new ArrayList<>(planned.size());
        for (PlannedStep step : planned) {
            if ((everything || step.owned()) && step.rule().applies(rollout.metadata())) {
                steps.add(step.step());
            }
        }
        return steps;
    }

    private List<PlannedStep> steps(String task, TaskRule rule) {
        List<PlannedStep> steps = new ArrayList<>();
        for (ComponentRule component : rule.components()) {
            Optional<RewardFunction> owner = functions.owner(component.component(), task);
            steps.add(new PlannedStep(
                    component,
                    owner.isPresent()
                            ? configured(component, owner.get())
                            : Step.unowned(component.component(), task, host),
                    owner.isPresent()));
        }
        return steps;
    }

    private Step configured(ComponentRule component, RewardFunction function) {
        try {
            return Step.of(function, function.configure(component.settings()), host);
        } catch (AssayException e) {
            throw new AssayException(
                    e.code(), "recipe " + recipe.name() + ": " + component.component() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new AssayException(
                    ErrorCode.INTERNAL,
                    "recipe " + recipe.name() + ": " + component.component() + " cannot be configured: " + e,
                    e);
        }
    }
}
