package dev.assay.service.app;

import dev.assay.reward.RewardFunction;
import dev.assay.service.kafka.WorkerState;
import dev.assay.service.scoring.Scoring;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready: gRPC answers and the Kafka worker reads. Says what is hosted and what it promises. */
@Readiness
@Singleton
final class ServiceReadiness implements HealthCheck {
    private final Scoring scoring;
    private final ServiceLife life;

    ServiceReadiness(Scoring scoring, ServiceLife life) {
        this.scoring = scoring;
        this.life = life;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<WorkerState> worker = life.worker();
        boolean reads = worker.isEmpty() || worker.get().phase() == WorkerState.Phase.RUNNING;
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("reward-service").status(life.grpcIsRunning() && reads);
        life.grpcPort().ifPresent(port -> response.withData("grpc.port", port));
        worker.ifPresent(state -> {
            response.withData("worker", state.phase().name());
            if (!state.detail().isEmpty()) {
                response.withData("worker.detail", state.detail());
            }
        });
        for (RewardFunction function : scoring.functions().all()) {
            StringBuilder promises = new StringBuilder(function.grader());
            new TreeMap<>(function.guarantees())
                    .forEach((name, value) ->
                            promises.append("; ").append(name).append(": ").append(value));
            response.withData("function." + function.component() + "." + function.grader(), promises.toString());
        }
        return response.build();
    }
}
