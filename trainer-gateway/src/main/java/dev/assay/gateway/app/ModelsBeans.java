package dev.assay.gateway.app;

import dev.assay.gateway.models.ModelsClient;
import dev.assay.gateway.models.ModelsEndpoint;
import dev.assay.gateway.models.RewardModelsRelay;
import dev.assay.gateway.rest.ScoreOptions;
import dev.assay.service.app.ServiceConfig;
import dev.assay.service.scoring.Scoring;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes the beans that ask reward models. */
@ApplicationScoped
public class ModelsBeans {
    private final ModelsConfig config;
    private final Optional<ManagedChannel> channel;

    @Inject
    public ModelsBeans(ModelsConfig config, ServiceConfig services) {
        this.config = config;
        this.channel = services.models()
                .address()
                .map(address ->
                        NettyChannelBuilder.forTarget(address).usePlaintext().build());
    }

    /** What asks the models. */
    @Produces
    @Singleton
    ModelsClient modelsClient() {
        return new ModelsClient(channel, config.deadline());
    }

    /** What answers in the forms of other servers of reward models. */
    @Produces
    @Singleton
    ModelsEndpoint modelsEndpoint(ModelsClient client, Scoring scoring, RestConfig rest, MeterRegistry registry) {
        return new ModelsEndpoint(
                client,
                scoring.executor(),
                ScoreOptions.defaults().bodyLimit(),
                rest.bytes().asLongValue(),
                (form, outcome) -> Counter.builder("assay.models.requests")
                        .description("Requests for scores of reward models over HTTP.")
                        .tag("form", form)
                        .tag("outcome", outcome)
                        .register(registry)
                        .increment());
    }

    /** The same over gRPC. */
    @Produces
    @Singleton
    RewardModelsRelay relay() {
        return new RewardModelsRelay(channel);
    }

    @PreDestroy
    void close() {
        channel.ifPresent(ManagedChannel::shutdownNow);
    }
}
