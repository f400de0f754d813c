package dev.assay.service.metrics;

import dev.assay.reward.Component;
import dev.assay.reward.RewardFunction;
import dev.assay.service.scoring.Scoring;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Counts components as the engine makes them: give it to {@link Scoring} as its observer, and then the engine to
 * {@link #watch}.
 */
public final class ScoringMetrics implements Consumer<Component> {
    /** What components are counted as together once there are too many names; names come with recipes. */
    static final String OTHER = "OTHER";

    private static final int NAMES = 64;

    private final MeterRegistry registry;
    private final Map<String, ComponentMeters> byName = new ConcurrentHashMap<>();

    public ScoringMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void accept(Component component) {
        meters(component.name()).count(component);
    }

    private ComponentMeters meters(String component) {
        ComponentMeters known = byName.get(component);
        if (known != null) {
            return known;
        }
        String name = byName.size() < NAMES ? component : OTHER;
        return byName.computeIfAbsent(name, _ -> new ComponentMeters(registry, name));
    }

    /** Shows what the engine has under way. */
    public void watch(Scoring scoring) {
        Gauge.builder("assay.components.in.flight", scoring, Scoring::inFlight)
                .description("Components under way.")
                .register(registry);
        Gauge.builder("assay.components.queued", scoring, Scoring::queued)
                .description("Pieces of work that wait for a compute thread.")
                .register(registry);
        scoring.functions().all().stream()
                .map(RewardFunction::component)
                .distinct()
                .forEach(component -> Gauge.builder(
                                "assay.calls.stuck",
                                scoring,
                                engine -> engine.stuck().getOrDefault(component, 0))
                        .description("Calls that have not come back although their time is over.")
                        .tag("component", component)
                        .register(registry));
    }
}
