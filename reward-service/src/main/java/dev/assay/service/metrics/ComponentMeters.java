package dev.assay.service.metrics;

import dev.assay.reward.Component;
import dev.assay.reward.Outcome;
import dev.assay.reward.Reason;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.UserReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The meters of one component, each made when it is first needed. */
final class ComponentMeters {
    /** What the reasons of users' own functions are counted as together. */
    static final String CUSTOM = "CUSTOM";

    private static final int REASONS = ReasonCode.values().length + 1;
    private static final int OUTCOMES = 5;

    private final MeterRegistry registry;
    private final String component;
    private final Timer duration;
    private final AtomicReferenceArray<@Nullable Counter> outcomes = new AtomicReferenceArray<>(OUTCOMES * REASONS);
    private final AtomicReferenceArray<@Nullable Counter> zeros = new AtomicReferenceArray<>(REASONS);

    ComponentMeters(MeterRegistry registry, String component) {
        this.registry = registry;
        this.component = component;
        this.duration = Timer.builder("assay.component.duration")
                .description("How long one reward function took for one rollout.")
                .tag("component", component)
                .serviceLevelObjectives(
                        Duration.ofNanos(10_000),
                        Duration.ofNanos(100_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30))
                .register(registry);
    }

    void count(Component judged) {
        Outcome outcome = judged.outcome();
        Reason reason = outcome.reason();
        int place = place(reason);
        counter(outcomes, place(outcome) * REASONS + place, "assay.components", reason, outcome)
                .increment();
        if (outcome instanceof Outcome.Scored scored && scored.score() == 0) {
            counter(zeros, place, "assay.zeros", reason, null).increment();
        }
        duration.record(judged.micros(), TimeUnit.MICROSECONDS);
    }

    private Counter counter(
            AtomicReferenceArray<@Nullable Counter> known,
            int place,
            String name,
            Reason reason,
            @Nullable Outcome outcome) {
        Counter counter = known.get(place);
        if (counter == null) {
            // Whoever comes second gets the registry's same counter.
            Counter.Builder builder = Counter.builder(name)
                    .tag("component", component)
                    .tag("reason", reason instanceof UserReason ? CUSTOM : reason.name());
            if (outcome != null) {
                builder.tag("outcome", outcome.label());
            }
            counter = builder.register(registry);
            known.set(place, counter);
        }
        return counter;
    }

    private static int place(Reason reason) {
        return switch (reason) {
            case ReasonCode code -> code.ordinal();
            case UserReason _ -> REASONS - 1;
        };
    }

    private static int place(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Scored _ -> 0;
            case Outcome.NotApplicable _ -> 1;
            case Outcome.Unscorable _ -> 2;
            case Outcome.Timeout _ -> 3;
            case Outcome.Failed _ -> 4;
        };
    }
}
