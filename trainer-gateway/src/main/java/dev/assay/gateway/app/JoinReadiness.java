package dev.assay.gateway.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the join joins, or when none is configured. */
@Readiness
@ApplicationScoped
public class JoinReadiness implements HealthCheck {
    private final Join join;

    @Inject
    public JoinReadiness(Join join) {
        this.join = join;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("join");
        if (join.service().isEmpty()) {
            return response.up().withData("state", "NOT_CONFIGURED").build();
        }
        var service = join.service().get();
        service.trouble().ifPresent(trouble -> response.withData("trouble", trouble));
        return response.status(service.isReady())
                .withData("state", service.state())
                .withData("openGroups", service.counters().open())
                .build();
    }
}
