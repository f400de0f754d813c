package dev.assay.recipe;

import dev.assay.reward.Component;
import dev.assay.rollout.Metadata;
import dev.assay.rollout.Rollout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What combining needs to know of a rollout: everything but its texts.
 *
 * @param components what the reward functions said, by component
 */
public record Judged(
        String id,
        String groupId,
        String task,
        boolean truncated,
        Metadata metadata,
        Map<String, Component> components) {
    public Judged {
        components = Map.copyOf(components);
    }

    /** A rollout with its components, one for each name. */
    public static Judged of(Rollout rollout, List<Component> components) {
        Map<String, Component> byName = HashMap.newHashMap(components.size());
        for (Component component : components) {
            byName.put(component.name(), component);
        }
        return of(rollout, byName);
    }

    /** A rollout with its components by name. */
    public static Judged of(Rollout rollout, Map<String, Component> components) {
        return new Judged(
                rollout.id(), rollout.groupId(), rollout.task(), rollout.truncated(), rollout.metadata(), components);
    }
}
