package dev.assay.deploy.demo;

import dev.assay.reward.Component;
import dev.assay.reward.Reward;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rewards counted.
 *
 * @param rewards how many rollouts got each reward; {@code null} for those without one
 * @param reasons how many components ended in each reason, most frequent first within a component
 */
record Tally(Map<String, Integer> rewards, List<Row> reasons) {
    /** One line of the table. */
    record Row(String component, String outcome, String value, String reason, int count) {}

    /** Numbers from the highest down, then those without one. */
    private static final Comparator<String> BEST_FIRST = Comparator.comparingDouble(
            value -> value.equals("null") ? Double.POSITIVE_INFINITY : -Double.parseDouble(value));

    private record Key(String component, String outcome, String value, String reason) {}

    static Tally of(Collection<Reward> all) {
        Map<String, Integer> rewards = new TreeMap<>(BEST_FIRST);
        Map<Key, Integer> reasons = new java.util.LinkedHashMap<>();
        for (Reward reward : all) {
            rewards.merge(
                    reward.value().isPresent() ? String.valueOf(reward.value().getAsDouble()) : "null",
                    1,
                    Integer::sum);
            for (Reward.Term term : reward.terms()) {
                Component component = term.component();
                Key key = new Key(
                        component.name(),
                        component.outcome().label(),
                        component.outcome().value().isPresent()
                                ? String.valueOf(component.outcome().value().getAsDouble())
                                : "null",
                        component.outcome().reason().name());
                reasons.merge(key, 1, Integer::sum);
            }
        }
        List<Row> rows = reasons.entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey().component(),
                        entry.getKey().outcome(),
                        entry.getKey().value(),
                        entry.getKey().reason(),
                        entry.getValue()))
                .sorted(Comparator.comparing(Row::component)
                        .thenComparing(Row::value, BEST_FIRST)
                        .thenComparing(Comparator.comparing(Row::count).reversed())
                        .thenComparing(Row::reason))
                .toList();
        return new Tally(rewards, rows);
    }
}
