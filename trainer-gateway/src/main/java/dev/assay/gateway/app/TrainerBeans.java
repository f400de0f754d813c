package dev.assay.gateway.app;

import dev.assay.gateway.label.Samples;
import dev.assay.gateway.label.Sources;
import dev.assay.gateway.rest.ScoreEndpoint;
import dev.assay.gateway.rest.ScoreOptions;
import dev.assay.gateway.trainer.TrainerEndpoint;
import dev.assay.service.scoring.Scoring;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the bean that answers trainers. */
@ApplicationScoped
public class TrainerBeans {
    /** What answers trainers in their own forms. */
    @Produces
    @Singleton
    TrainerEndpoint trainerEndpoint(
            Scoring scoring, ScoreEndpoint scores, TrainerConfig config, MeterRegistry registry) {
        return new TrainerEndpoint(
                scores,
                new Samples(Sources.with(config.sources().orElse(List.of()))),
                scoring.executor(),
                ScoreOptions.defaults().bodyLimit(),
                (form, outcome) -> Counter.builder("assay.trainer.verdicts")
                        .description("Verdicts given to trainers in their own forms.")
                        .tag("form", form)
                        .tag("outcome", outcome)
                        .register(registry)
                        .increment());
    }
}
