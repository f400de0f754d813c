package dev.assay.service.app;

import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Live: no function has so many calls that never came back that it is called no more, which only a restart mends. */
@Liveness
@Singleton
final class ServiceLiveness implements HealthCheck {
    private final Scoring scoring;

    ServiceLiveness(Scoring scoring) {
        this.scoring = scoring;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, Integer> stuck = scoring.stuck();
        int limit = ScoringOptions.defaults().stuckLimit();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("reward-functions")
                .status(stuck.values().stream().allMatch(calls -> calls < limit));
        stuck.forEach((component, calls) -> response.withData("stuck." + component, calls));
        return response.build();
    }
}
