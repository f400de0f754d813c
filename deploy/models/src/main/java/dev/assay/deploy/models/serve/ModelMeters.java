package dev.assay.deploy.models.serve;

import dev.assay.model.serving.RewardModels;
import dev.assay.model.serving.ScoringListener;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts what reward models do, by model. */
final class ModelMeters implements ScoringListener {
    private static final String MODEL = "model";

    private final MeterRegistry registry;
    private final MultiGauge waitingInputs;
    private final MultiGauge waitingTokens;

    ModelMeters(MeterRegistry registry) {
        this.registry = registry;
        this.waitingInputs = MultiGauge.builder("assay.model.waiting.inputs")
                .description("Inputs that wait for a batch.")
                .register(registry);
        this.waitingTokens = MultiGauge.builder("assay.model.waiting.tokens")
                .description("Tokens of the inputs that wait for a batch.")
                .register(registry);
    }

    @Override
    public void ended(String model, Outcome outcome, Duration since) {
        Counter.builder("assay.model.inputs")
                .description("Inputs of reward models.")
                .tags(
                        MODEL,
                        model,
                        "outcome",
                        outcome.label(),
                        "reason",
                        outcome.reason().name())
                .register(registry)
                .increment();
        Timer.builder("assay.model.latency")
                .description("From the call to the outcome of an input.")
                .tag(MODEL, model)
                .serviceLevelObjectives(limits(1, 10, 30, 100, 300, 1_000, 3_000, 10_000, 60_000))
                .register(registry)
                .record(since);
    }

    @Override
    public void computed(String model, int inputs, long tokens, Duration waited, Duration computing) {
        DistributionSummary.builder("assay.model.batch.inputs")
                .description("Inputs of a batch.")
                .tag(MODEL, model)
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(registry)
                .record(inputs);
        Counter.builder("assay.model.tokens")
                .description("Tokens that were computed, without padding.")
                .tag(MODEL, model)
                .register(registry)
                .increment(tokens);
        Timer.builder("assay.model.batch.waited")
                .description("How long the first input of a batch had waited.")
                .tag(MODEL, model)
                .register(registry)
                .record(waited);
        Timer.builder("assay.model.batch.computing")
                .description("How long a batch took.")
                .tag(MODEL, model)
                .register(registry)
                .record(computing);
    }

    @Override
    public void refused(String model, ErrorCode code) {
        Counter.builder("assay.model.refused")
                .description("Calls that were turned away.")
                .tags(MODEL, model, "code", code.name())
                .register(registry)
                .increment();
    }

    /** Looks at what waits, for models that come and go. */
    void look(RewardModels models) {
        List<MultiGauge.Row<?>> inputs = new ArrayList<>();
        List<MultiGauge.Row<?>> tokens = new ArrayList<>();
        models.queues().forEach((model, queue) -> {
            inputs.add(MultiGauge.Row.of(Tags.of(MODEL, model), queue.inputs()));
            tokens.add(MultiGauge.Row.of(Tags.of(MODEL, model), queue.tokens()));
        });
        waitingInputs.register(inputs, true);
        waitingTokens.register(tokens, true);
    }

    private static Duration[] limits(long... millis) {
        Duration[] limits = new Duration[millis.length];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = Duration.ofMillis(millis[i]);
        }
        return limits;
    }
}
