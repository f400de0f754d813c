package dev.assay.gateway.app;

import dev.assay.gateway.label.Samples;
import dev.assay.gateway.label.Sources;
import dev.assay.gateway.rest.Catalogue;
import dev.assay.gateway.rest.ScoreEndpoint;
import dev.assay.gateway.rest.ScoreOptions;
import dev.assay.gateway.trainer.TrainerEndpoint;
import dev.assay.service.app.ConfiguredRecipes;
import dev.assay.service.scoring.Scoring;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes beans of the classes that know no framework. */
@ApplicationScoped
public class GatewayBeans {
    /** What answers {@code POST /v1/score}. */
    @Produces
    @Singleton
    ScoreEndpoint scoreEndpoint(Scoring scoring, ConfiguredRecipes recipes, RestConfig config) {
        return new ScoreEndpoint(
                scoring,
                recipes.otherwise(),
                new ScoreOptions(
                        config.deadline(),
                        ScoreOptions.defaults().bodyLimit(),
                        config.bytes().asLongValue(),
                        config.components()));
    }

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

    /** What lists recipes and functions. */
    @Produces
    @Singleton
    Catalogue catalogue(Scoring scoring) {
        return new Catalogue(scoring);
    }
}
