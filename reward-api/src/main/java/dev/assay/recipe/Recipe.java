package dev.assay.recipe;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which components count for which task.
 *
 * @param name the name, without the hash
 * @param hash the first eight hexadecimal digits of the SHA-256 of the recipe's meaning; comments and spelling do not
 *     change it
 * @param tasks the rules by task, in the order of the file
 * @param otherwise the rule of every other task; where it is absent, other tasks are refused
 * @param truncated what a rollout gets whose sampling ended at the length limit
 * @param functions the user's own reward functions by URL
 * @param yaml the file as it was read
 */
public record Recipe(
        String name,
        String hash,
        Map<String, TaskRule> tasks,
        Optional<TaskRule> otherwise,
        Truncated truncated,
        Map<String, UrlFunction> functions,
        String yaml) {

    public Recipe {
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
        functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
    }

    /** What a rollout gets whose finish reason is {@code length}. */
    public enum Truncated {
        /** It is scored like any other. */
        SCORE,
        /** Its reward is 0. */
        ZERO,
        /** It has no reward and stays out of the statistics of its group. */
        NULL
    }

    /** Name and hash, as every reward carries them. */
    public String label() {
        return name + "@" + hash;
    }

    /**
     * The rule for a task.
     *
     * @throws AssayException {@link ErrorCode#UNKNOWN_TASK}, naming the tasks that the recipe maps
     */
    public TaskRule rule(String task) {
        TaskRule rule = tasks.get(task);
        if (rule != null) {
            return rule;
        }
        return otherwise.orElseThrow(() -> new AssayException(
                ErrorCode.UNKNOWN_TASK,
                "field 'task': '" + task + "' is not mapped by recipe " + name + "; allowed: "
                        + String.join(", ", tasks.keySet())));
    }

    /** All rules. */
    public List<TaskRule> rules() {
        List<TaskRule> rules = new ArrayList<>(tasks.values());
        otherwise.ifPresent(rules::add);
        return rules;
    }

    /** Whether a reward depends on the other rollouts of its group, so that it can only be given for whole groups. */
    public boolean groupRelative() {
        return rules().stream()
                .flatMap(rule -> rule.components().stream())
                .anyMatch(component -> component.shape().isGroupRelative());
    }
}
