package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.pool.Sandboxes;
import dev.assay.code.run.BoxReport;
import dev.assay.codec.RolloutWire;
import dev.assay.deploy.demo.ServiceProcess;
import dev.assay.rollout.Rollout;
import dev.assay.v1.Code;
import dev.assay.v1.DescribeRequest;
import dev.assay.v1.DescribeResponse;
import dev.assay.v1.FunctionDescription;
import dev.assay.v1.JudgeGrpc;
import dev.assay.v1.JudgeRequest;
import dev.assay.v1.JudgeResponse;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import dev.assay.v1.Stdio;
import dev.assay.v1.StdioCase;
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
import org.junit.jupiter.api.Assumptions;
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

    @Test
    void gRpcJudgesProgramsWithoutAnyTrainer() {
        needsASandbox();
        ManagedChannel channel = NettyChannelBuilder.forTarget(services.address("grpc"))
                .usePlaintext()
                .build();
        try {
            JudgeGrpc.JudgeBlockingStub stub = JudgeGrpc.newBlockingStub(channel);
            Code reference = Code.newBuilder()
                    .setLanguage("python")
                    .setStdio(Stdio.newBuilder()
                            .addCases(StdioCase.newBuilder().setInput("20").setOutput("40"))
                            .addCases(StdioCase.newBuilder().setInput("21").setOutput("42")))
                    .build();
            JudgeRequest.Builder request = JudgeRequest.newBuilder().setReference(reference);
            JudgeResponse right =
                    stub.judge(request.setSource("print(2 * int(input()))").build());
            assertThat(right.getVerdict()).as(right.getMessage()).isEqualTo("AC");
            assertThat(right.getPassed()).isEqualTo(2);
            JudgeResponse wrong = stub.judge(request.setSource("print(40)").build());
            assertThat(wrong.getVerdict()).isEqualTo("WA");
            assertThat(wrong.getTests(1).getVerdict()).isEqualTo("WA");
            assertThat(wrong.getTests(1).getExpected()).isEmpty();
            assertThat(stub.judge(request.setSource("import os; os._exit(0)").build())
                            .getVerdict())
                    .isEqualTo("WA");
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void otherJudgesFormsAreAnswered() throws Exception {
        needsASandbox();
        assertThat(post("/run_code", "{\"language\":\"python\",\"code\":\"print(6*7)\"}")
                        .body())
                .contains("\"status\":\"Success\"")
                .contains("42");
        assertThat(post(
                                "/api/v2/execute",
                                "{\"language\":\"python\",\"version\":\"*\",\"files\":[{\"content\":\"print(6*7)\"}]}")
                        .body())
                .contains("\"stdout\":\"42\\n\"");
        assertThat(get("/api/v2/runtimes")).contains("\"language\":\"python\"");
        assertThat(post("/submissions?wait=true", "{\"source_code\":\"print(42)\",\"language_id\":71}")
                        .body())
                .contains("\"description\":\"Accepted\"");
        assertThat(post("/run", "{\"cmd\":[{\"args\":[\"/bin/echo\",\"42\"],\"copyOut\":[\"stdout\"]}]}")
                        .body())
                .contains("\"status\":\"Accepted\"")
                .contains("42");
        assertThat(post("/test_program", "{\"program\":\"x = 1\",\"tests\":[\"assert x == 1\",\"assert x == 2\"]}")
                        .body())
                .contains("\"results\":[1,0]");
        assertThat(get("/v1/ping")).isEqualTo("\"pong\"");
    }

    @Test
    void withoutRewardModelsTheirFormsSayHowToServeSome() throws Exception {
        for (String path : List.of("/classify", "/pooling", "/score", "/v1/classify", "/v1/embeddings", "/predict")) {
            HttpResponse<String> answer =
                    post(path, "{\"input\":\"a\",\"inputs\":\"a\",\"text_1\":\"a\",\"text_2\":\"b\"}");
            assertThat(answer.statusCode()).as(path).isGreaterThanOrEqualTo(500);
            assertThat(answer.body()).contains("--models");
        }
        assertThat(get("/health/ready")).contains("NOT_CONFIGURED");
    }

    private static void needsASandbox() {
        Assumptions.assumeTrue(
                Sandboxes.probe().stream().anyMatch(BoxReport::safe),
                "skipped: no sandbox works here; ./assay doctor says what is missing");
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
