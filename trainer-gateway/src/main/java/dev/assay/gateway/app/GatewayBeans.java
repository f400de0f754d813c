package dev.assay.gateway.app;

import dev.assay.code.reward.SharedJudge;
import dev.assay.gateway.code.CodeDoors;
import dev.assay.gateway.code.CodeLimits;
import dev.assay.gateway.code.Turnstile;
import dev.assay.gateway.rest.Catalogue;
import dev.assay.gateway.rest.ScoreEndpoint;
import dev.assay.gateway.rest.ScoreOptions;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.service.app.ConfiguredRecipes;
import dev.assay.service.scoring.Scoring;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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

    /** The turns of callers who have programs judged, over HTTP and gRPC alike. */
    @Produces
    @Singleton
    Turnstile turnstile(CodeConfig config, MeterRegistry registry) {
        Turnstile turnstile =
                new Turnstile(Runtime.getRuntime().availableProcessors(), config.waiting(), config.callerWaiting());
        Gauge.builder("assay.code.waiting", turnstile, Turnstile::waiting)
                .description("Programs that wait for their turn to be judged.")
                .register(registry);
        return turnstile;
    }

    /** What answers in the forms of other judges. The sandbox is opened when the first program comes. */
    @Produces
    @Singleton
    CodeDoors codeDoors(
            CodeConfig config, Turnstile turnstile, @ConfigProperty(name = "assay.only") Optional<List<String>> only) {
        CodeLimits limits = CodeLimits.defaults();
        return CodeDoors.of(
                () -> {
                    if (only.isPresent() && !only.get().isEmpty() && !only.get().contains("code")) {
                        throw new AssayException(
                                ErrorCode.CONFIGURATION, "no programs are judged here: --only leaves out code");
                    }
                    return SharedJudge.get();
                },
                turnstile,
                new CodeLimits(
                        limits.time(),
                        config.longest(),
                        limits.memoryBytes(),
                        config.memory().asLongValue(),
                        config.patience(),
                        limits.judging()),
                Executors.newVirtualThreadPerTaskExecutor());
    }

    /** What lists recipes and functions. */
    @Produces
    @Singleton
    Catalogue catalogue(Scoring scoring) {
        return new Catalogue(scoring);
    }
}
