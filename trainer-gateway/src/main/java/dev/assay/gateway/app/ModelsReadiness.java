package dev.assay.gateway.app;

import dev.assay.gateway.models.ModelsClient;
import dev.assay.v1.ModelDescription;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when a reward model is, or when none are configured. */
@Readiness
@ApplicationScoped
public class ModelsReadiness implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ModelsClient client;

    @Inject
    public ModelsReadiness(ModelsClient client) {
        this.client = client;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("reward-models");
        if (!client.isConfigured()) {
            return response.up().withData("state", "NOT_CONFIGURED").build();
        }
        try {
            List<ModelDescription> models =
                    client.list(PATIENCE).toCompletableFuture().join().getModelsList();
            for (ModelDescription model : models) {
                response.withData(
                        "model." + model.getName(),
                        model.getState() + "; " + model.getVersion()
                                + (model.getRole().isEmpty() ? "" : "; role: " + model.getRole())
                                + (model.getMessage().isEmpty() ? "" : "; " + model.getMessage()));
            }
            return response.status(
                            models.stream().anyMatch(model -> model.getState().equals("READY")))
                    .build();
        } catch (CompletionException e) {
            return response.down()
                    .withData(
                            "trouble",
                            String.valueOf(
                                    e.getCause() == null
                                            ? e.getMessage()
                                            : e.getCause().getMessage()))
                    .build();
        }
    }
}
