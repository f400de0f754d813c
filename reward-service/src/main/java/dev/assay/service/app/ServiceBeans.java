package dev.assay.service.app;

import dev.assay.recipe.Recipes;
import dev.assay.reward.ConsensusFunction;
import dev.assay.reward.RewardFunction;
import dev.assay.service.access.Callers;
import dev.assay.service.grpc.ConsensusService;
import dev.assay.service.metrics.ScoringMetrics;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** What other beans may ask for: the engine, its functions and its recipes. */
@Singleton
final class ServiceBeans {
    private final ServiceConfig config;

    ServiceBeans(ServiceConfig config) {
        // Before anything is made of it, so that what is wrong is named by its key.
        ConfigCheck.check(config);
        this.config = config;
    }

    @Produces
    @Singleton
    @DefaultBean
    ConfiguredRecipes configuredRecipes() {
        return ConfiguredRecipes.read(config.recipes().orElse(List.of()), config.recipe());
    }

    @Produces
    @Singleton
    @DefaultBean
    Recipes recipes(ConfiguredRecipes recipes) {
        return recipes.known();
    }

    @Produces
    @Singleton
    Callers callers() {
        return config.tokens().map(file -> Callers.read(Path.of(file))).orElseGet(Callers::anyone);
    }

    @Produces
    @Singleton
    RemoteServices remoteServices() {
        List<String> addresses = new ArrayList<>(config.remote().orElse(List.of()));
        config.models().address().ifPresent(addresses::add);
        return new RemoteServices(addresses, config.remoteTimeout());
    }

    void close(@Disposes RemoteServices services) {
        services.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    Functions functions(RemoteServices remote) {
        List<RewardFunction> functions = new ArrayList<>(Functions.installed(function ->
                        config.only().isEmpty() || Parts.wanted(config.only().get(), function))
                .all());
        functions.addAll(remote.functions());
        return new Functions(functions);
    }

    /** Offered by the room of mathematics, so where that is not among the parts there is none. */
    @Produces
    @Singleton
    ConsensusService consensus() {
        boolean wanted = config.only().map(only -> only.contains("math")).orElse(true);
        return new ConsensusService(
                wanted ? ServiceLoader.load(ConsensusFunction.class).findFirst() : Optional.empty());
    }

    @Produces
    @Singleton
    ScoringMetrics scoringMetrics(MeterRegistry registry) {
        return new ScoringMetrics(registry);
    }

    @Produces
    @Singleton
    @DefaultBean
    Scoring scoring(Functions functions, ConfiguredRecipes recipes, ScoringMetrics metrics) {
        ScoringOptions options = ScoringOptions.defaults().withFunctionTimeout(config.functionTimeout());
        if (config.threads().isPresent()) {
            options = options.withThreads(config.threads().getAsInt());
        }
        Scoring scoring = new Scoring(functions, recipes.known(), options, metrics);
        metrics.watch(scoring);
        return scoring;
    }

    void close(@Disposes Scoring scoring) {
        scoring.close();
    }
}
