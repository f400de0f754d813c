package dev.assay.service.app;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.service.access.Callers;
import dev.assay.service.access.TlsFiles;
import dev.assay.service.grpc.Admission;
import dev.assay.service.grpc.GrpcEndpoint;
import dev.assay.service.grpc.GrpcOptions;
import dev.assay.service.grpc.RewardsService;
import dev.assay.service.kafka.RolloutWorker;
import dev.assay.service.kafka.Topics;
import dev.assay.service.kafka.WorkerOptions;
import dev.assay.service.kafka.WorkerState;
import dev.assay.service.metrics.WorkerMetrics;
import dev.assay.service.scoring.Scoring;
import io.grpc.BindableService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Starts the gRPC endpoint and the Kafka worker with the application and stops them with it. Other gRPC services are
 * served beside {@code assay.v1.Rewards} where there are beans of them.
 */
@Singleton
public final class ServiceLife {
    private static final Logger LOG = System.getLogger(ServiceLife.class.getName());
    private static final Duration TOPICS = Duration.ofSeconds(15);
    private static final Duration STOP = Duration.ofSeconds(5);
    /** Before the beans that need the topics or the endpoint. */
    private static final int EARLY = 1000;

    private final ServiceConfig config;
    private final Scoring scoring;
    private final ConfiguredRecipes recipes;
    private final MeterRegistry registry;
    private final OpenTelemetry telemetry;
    private final Callers callers;
    private final List<BindableService> services;
    private volatile Optional<GrpcEndpoint> endpoint = Optional.empty();
    private volatile Optional<RolloutWorker> worker = Optional.empty();

    ServiceLife(
            ServiceConfig config,
            Scoring scoring,
            ConfiguredRecipes recipes,
            MeterRegistry registry,
            OpenTelemetry telemetry,
            Callers callers,
            @All List<BindableService> services) {
        this.config = config;
        this.scoring = scoring;
        this.recipes = recipes;
        this.registry = registry;
        this.telemetry = telemetry;
        this.callers = callers;
        this.services = services;
    }

    /** The port of the gRPC endpoint; empty where it is not started. */
    public OptionalInt grpcPort() {
        return endpoint.map(started -> OptionalInt.of(started.port())).orElse(OptionalInt.empty());
    }

    /** Whether the gRPC endpoint is as it should be. */
    boolean grpcIsRunning() {
        return !config.grpc().enabled() || endpoint.map(GrpcEndpoint::isRunning).orElse(false);
    }

    /** How the Kafka worker is; empty where none is started. */
    public Optional<WorkerState> worker() {
        return worker.map(RolloutWorker::state);
    }

    void start(@Observes @Priority(EARLY) StartupEvent event) {
        ConfigCheck.check(config);
        recipes.known().all().forEach(scoring::check);
        if (config.grpc().enabled()) {
            startGrpc();
        }
        config.kafka().bootstrap().ifPresent(this::startKafka);
    }

    private void startGrpc() {
        GrpcOptions options = new GrpcOptions(
                config.host(),
                config.grpc().port(),
                config.grpc().deadline(),
                config.grpc().maxBytes().asLongValue(),
                config.grpc().maxRollouts(),
                config.grpc().streamWindow(),
                STOP);
        RewardsService rewards = new RewardsService(scoring, recipes.otherwise(), options);
        List<BindableService> all = new ArrayList<>(services);
        all.add(rewards);
        GrpcEndpoint started = GrpcEndpoint.start(
                options,
                callers,
                TlsFiles.of(
                        config.tls().certificate(),
                        config.tls().key(),
                        config.tls().clients()),
                scoring.executor(),
                all);
        endpoint = Optional.of(started);
        Gauge.builder("assay.grpc.rollouts.under.way", rewards.admission(), Admission::rollouts)
                .description("Rollouts of gRPC requests under way.")
                .register(registry);
        Gauge.builder("assay.grpc.bytes.under.way", rewards.admission(), Admission::bytes)
                .description("Bytes of gRPC requests under way.")
                .baseUnit("bytes")
                .register(registry);
        LOG.log(Level.INFO, "gRPC listens on " + config.host() + ":" + started.port());
    }

    private void startKafka(String bootstrap) {
        try {
            // Also where there is no worker: the join needs the topics when it starts.
            Topics.ensure(bootstrap, TOPICS);
        } catch (AssayException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
            LOG.log(Level.WARNING, "Kafka does not answer yet; the worker goes on trying", e);
        }
        ServiceConfig.Kafka.Worker settings = config.kafka().worker();
        if (!settings.enabled() || scoring.functions().all().isEmpty()) {
            return;
        }
        String group =
                settings.group().orElse("assay-" + Parts.service(config.only().orElse(List.of())));
        worker = Optional.of(new RolloutWorker(
                scoring,
                recipes.otherwise(),
                new WorkerOptions(
                        bootstrap,
                        group,
                        settings.maxRecords(),
                        settings.maxBytes().asLongValue(),
                        settings.deadline(),
                        settings.drain()),
                new WorkerMetrics(registry),
                telemetry));
        LOG.log(Level.INFO, "the Kafka worker of group " + group + " reads from " + bootstrap);
    }

    void stop(@Observes ShutdownEvent event) {
        worker.ifPresent(RolloutWorker::close);
        endpoint.ifPresent(GrpcEndpoint::close);
    }
}
