package dev.assay.service.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.codec.RolloutWire;
import dev.assay.rollout.Rollout;
import dev.assay.service.kafka.KafkaSettings;
import dev.assay.service.kafka.Topics;
import dev.assay.service.kafka.WorkerState;
import dev.assay.service.testing.Until;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.RolloutComponents;
import dev.assay.v1.ScoreRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class ServiceTest {
    @Inject
    ServiceLife life;

    @Inject
    ServiceConfig config;

    @TestHTTPResource("/")
    @Nullable URI http;

    @Test
    void whatStartsWithTheApplicationScoresOverGrpcAndIsSeenInMetrics() throws Exception {
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        "127.0.0.1", life.grpcPort().orElseThrow())
                .usePlaintext()
                .build();
        try {
            assertThat(RewardsGrpc.newBlockingStub(channel)
                            .score(ScoreRequest.newBuilder()
                                    .addRollouts(RolloutWire.message(Rollout.of("a", "math", "right")))
                                    .build())
                            .getResults(0)
                            .getReward()
                            .getReward())
                    .isEqualTo(1.0);
        } finally {
            channel.shutdownNow();
        }
        assertThat(get("q/metrics"))
                .contains("assay_components_total{")
                .contains("assay_component_duration_seconds_bucket");
    }

    @Test
    void rolloutsFromKafkaAreJudged() {
        Until.holds("the worker reads", () -> life.worker().orElseThrow().phase() == WorkerState.Phase.RUNNING);
        String bootstrap = config.kafka().bootstrap().orElseThrow();
        try (var producer = new KafkaProducer<byte[], byte[]>(KafkaSettings.producer(bootstrap));
                var consumer = new KafkaConsumer<byte[], byte[]>(KafkaSettings.consumer(bootstrap, "reader"))) {
            consumer.subscribe(List.of(Topics.COMPONENTS));
            producer.send(new ProducerRecord<>(
                    Topics.ROLLOUTS,
                    "g".getBytes(StandardCharsets.UTF_8),
                    RolloutWire.message(Rollout.of("k", "math", "right")).toByteArray()));
            Until.holds("its components arrive", () -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    return parsed(record.value()).getId().equals("k");
                }
                return false;
            });
        }
    }

    @Test
    void healthSaysWhatTheFunctionsPromise() throws Exception {
        Until.holds("the worker reads", () -> life.worker().orElseThrow().phase() == WorkerState.Phase.RUNNING);
        assertThat(get("q/health/ready"))
                .contains("\"reward-service\"")
                .contains("isolation: none")
                .contains("installed/1")
                .contains("RUNNING")
                .doesNotContain("DOWN");
        assertThat(get("q/health/live")).contains("\"reward-functions\"").doesNotContain("DOWN");
    }

    private static RolloutComponents parsed(byte[] value) {
        try {
            return RolloutComponents.parseFrom(value);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private String get(String path) throws Exception {
        URI base = Objects.requireNonNull(http);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
