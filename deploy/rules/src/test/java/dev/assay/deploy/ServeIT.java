package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.codec.RolloutWire;
import dev.assay.deploy.demo.ServiceProcess;
import dev.assay.rollout.Rollout;
import dev.assay.v1.DescribeRequest;
import dev.assay.v1.DescribeResponse;
import dev.assay.v1.FunctionDescription;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./assay serve --kafka none}: what answers where, and how. */
final class ServeIT {
    private static final String GOOD =
            "{\"id\":\"a\",\"task\":\"math\",\"completion\":\"<think>x</think><answer>4</answer>\",\"reference\":{\"answer\":\"4\"}}";

    @TempDir
    static Path folder;

    private static ServiceProcess services;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        services = ServiceProcess.start(
                folder.resolve("log"), List.of("--http-port=0", "--grpc-port=0", "--kafka=none", "--recipe=r1-zero"));
    }

    @AfterAll
    static void stop() {
        services.close();
        assertThat(services.process().isAlive()).isFalse();
    }

    @Test
    void aRolloutIsAnsweredWithItsReward() throws Exception {
        HttpResponse<String> answer = post("/v1/score", GOOD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"id\":\"a\",\"groupId\":\"a\",\"reward\":2.0,\"recipe\":\"r1-zero@");
    }

    @Test
    void aListIsAnsweredInOrderWithAnErrorInThePlaceOfABadElement() throws Exception {
        HttpResponse<String> answer = post("/v1/score?recipe=accuracy", "[" + GOOD + ",{\"id\":\"b\"}," + GOOD + "]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("[{\"id\":\"a\"")
                .contains("\"reward\":1.0,\"recipe\":\"accuracy@")
                .contains("{\"line\":2,\"error\":\"field 'task' is missing\"}")
                .endsWith("]");
    }

    @Test
    void aBadRequestIsAProblemThatNamesTheField() throws Exception {
        HttpResponse<String> answer = post("/v1/score", "{\"id\":\"a\",\"task\":\"math\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("completion").contains("INVALID_FIELD");
        assertThat(post("/v1/score?recipe=nope", GOOD).body()).contains("accuracy, r1-zero");
    }

    @Test
    void healthMetricsAndTheDescriptionOfTheInterfaceAnswer() throws Exception {
        post("/v1/score", GOOD);

        assertThat(get("/health/live")).contains("\"status\": \"UP\"");
        assertThat(get("/health/ready")).contains("\"status\": \"UP\"").contains("math-verifier");
        assertThat(get("/metrics"))
                .contains("assay_components_total{")
                .contains("assay_component_duration_seconds_bucket{");
        assertThat(get("/openapi")).contains("/v1/score");
        assertThat(get("/")).contains("<html");
    }

    @Test
    void gRpcScoresAndDescribes() {
        ManagedChannel channel = NettyChannelBuilder.forTarget(services.address("grpc"))
                .usePlaintext()
                .build();
        try {
            RewardsGrpc.RewardsBlockingStub stub = RewardsGrpc.newBlockingStub(channel);
            ScoreResponse response = stub.score(ScoreRequest.newBuilder()
                    .addRollouts(RolloutWire.message(Rollout.builder("g", "math", "<think>x</think><answer>4</answer>")
                            .answer("4")
                            .build()))
                    .build());
            assertThat(response.getResults(0).getReward().getReward()).isEqualTo(2.0);

            DescribeResponse described = stub.describe(DescribeRequest.getDefaultInstance());
            assertThat(described.getFunctionsList())
                    .extracting(FunctionDescription::getComponent)
                    .contains("accuracy", "format");
        } finally {
            channel.shutdownNow();
        }
    }

    private static String get(String path) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(services.address("http") + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(services.address("http") + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
