package dev.assay.deploy.models.serve;

import dev.assay.model.judge.reward.CorrectnessFunction;
import dev.assay.model.judge.reward.PreferenceFunction;
import dev.assay.model.judge.settings.Judges;
import dev.assay.model.roles.RoleFunctions;
import dev.assay.model.serving.ModelDescription;
import dev.assay.model.serving.RewardModels;
import dev.assay.model.settings.ModelsConfiguration;
import dev.assay.recipe.Recipes;
import dev.assay.reward.RewardFunction;
import dev.assay.service.grpc.GrpcEndpoint;
import dev.assay.service.grpc.GrpcOptions;
import dev.assay.service.grpc.RewardsService;
import dev.assay.service.metrics.ScoringMetrics;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reward models and their reward functions behind a gRPC endpoint on loopback. */
public final class ModelServer implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    /** Callers have shorter limits of their own, which come with their calls. */
    private static final Duration FUNCTION_LIMIT = Duration.ofMinutes(10);

    private final RewardModels models;
    private final Judges judges;
    private final Scoring scoring;
    private final GrpcEndpoint endpoint;
    private final Monitoring monitoring;

    private ModelServer(
            RewardModels models, Judges judges, Scoring scoring, GrpcEndpoint endpoint, Monitoring monitoring) {
        this.models = models;
        this.judges = judges;
        this.scoring = scoring;
        this.endpoint = endpoint;
        this.monitoring = monitoring;
    }

    /**
     * Loads the models and listens.
     *
     * @param judges that recipes may name; they are closed with the server, and not where it does not start
     * @param port of gRPC; 0 picks a free one
     * @param httpPort of metrics and health; 0 picks a free one
     * @throws dev.assay.reward.AssayException {@link dev.assay.reward.ErrorCode#CONFIGURATION} where a model or a port
     *     cannot be used
     */
    public static ModelServer start(ModelsConfiguration configuration, Judges judges, int port, int httpPort) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        ModelMeters meters = new ModelMeters(registry);
        RewardModels models = RewardModels.open(configuration, meters);
        try {
            return start(models, judges, registry, meters, port, httpPort);
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    private static ModelServer start(
            RewardModels models,
            Judges judges,
            PrometheusMeterRegistry registry,
            ModelMeters meters,
            int port,
            int httpPort) {
        JudgeMeters.register(registry, judges);
        ScoringMetrics metrics = new ScoringMetrics(registry);
        Scoring scoring = new Scoring(
                new Functions(functions(models, judges)),
                Recipes.shipped(),
                ScoringOptions.defaults().withFunctionTimeout(FUNCTION_LIMIT),
                metrics);
        metrics.watch(scoring);
        GrpcOptions options = GrpcOptions.defaults().at("127.0.0.1", port);
        try {
            Monitoring monitoring = new Monitoring(
                    httpPort,
                    () -> {
                        meters.look(models);
                        return registry.scrape();
                    },
                    () -> ready(models));
            try {
                GrpcEndpoint endpoint = GrpcEndpoint.start(
                        options,
                        scoring.executor(),
                        List.of(
                                new RewardsService(scoring, scoring.recipes().named("r1"), options),
                                new RewardModelsService(models, DEADLINE)));
                return new ModelServer(models, judges, scoring, endpoint, monitoring);
            } catch (RuntimeException e) {
                monitoring.close();
                throw e;
            }
        } catch (RuntimeException e) {
            scoring.close();
            throw e;
        }
    }

    /** Those of the roles, and those of the judges where there is one. */
    private static List<RewardFunction> functions(RewardModels models, Judges judges) {
        List<RewardFunction> functions = new ArrayList<>(RoleFunctions.of(models));
        if (!judges.all().isEmpty()) {
            functions.add(new CorrectnessFunction(judges));
            functions.add(new PreferenceFunction(judges));
        }
        return functions;
    }

    private static boolean ready(RewardModels models) {
        return models.list().stream().anyMatch(model -> model.state() == ModelDescription.State.READY);
    }

    /** The port of gRPC. */
    public int port() {
        return endpoint.port();
    }

    /** The port of metrics and health. */
    public int httpPort() {
        return monitoring.port();
    }

    /** The models that are served. */
    public List<ModelDescription> models() {
        return models.list();
    }

    @Override
    public void close() {
        endpoint.close();
        monitoring.close();
        scoring.close();
        judges.close();
        models.close();
    }
}
