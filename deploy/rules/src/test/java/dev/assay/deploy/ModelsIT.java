package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.codec.RolloutReader;
import dev.assay.codec.RolloutWire;
import dev.assay.deploy.demo.ServiceProcess;
import dev.assay.rollout.Rollout;
import dev.assay.v1.Component;
import dev.assay.v1.ListModelsRequest;
import dev.assay.v1.LoadModelRequest;
import dev.assay.v1.ModelInput;
import dev.assay.v1.ModelScoreRequest;
import dev.assay.v1.ModelScoreResponse;
import dev.assay.v1.OutcomeKind;
import dev.assay.v1.Reward;
import dev.assay.v1.RewardModelsGrpc;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.UnloadModelRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./assay serve --models FILE --recipe r1} with a real checkpoint in a real process of its own: every door, the
 * recipe over REST, gRPC and Kafka, and what happens when that process is killed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ModelsIT {
    private static final Path ROOT = Path.of(System.getProperty("assay.root", "."));
    private static final Path CHECKPOINTS = ROOT.resolve(Path.of("decoder", "src", "test", "resources", "checkpoints"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String GENERAL = """
            {"id":"%1$s","groupId":"g-%1$s","task":"general","prompt":"Say hello.","language":"en",
             "completion":"<think>They want a greeting, so I give one.</think>Hello, nice to meet you.",
             "metadata":{"set":"%1$s"}}""";

    @TempDir
    static Path folder;

    private static Optional<ServiceProcess> services = Optional.empty();
    private static JsonNode golden;

    @BeforeAll
    static void start() throws IOException {
        BuiltModels.use();
        golden = JSON.readTree(
                CHECKPOINTS.resolve("tiny-qwen2-rm").resolve("golden.json").toFile());
        Path models = folder.resolve("models.yaml");
        Files.writeString(models, """
                folder: %1$s
                models:
                  helpful: {path: %1$s/tiny-qwen2-rm, role: helpful, default: true}
                  safety: {path: %1$s/tiny-qwen2-rm, role: safety}
                """.formatted(CHECKPOINTS.toAbsolutePath()));
        services = Optional.of(ServiceProcess.start(
                folder.resolve("log"),
                List.of("--http-port=0", "--grpc-port=0", "--kafka-port=0", "--recipe=r1", "--models=" + models)));
    }

    @AfterAll
    static void stop() throws IOException {
        if (services.isEmpty()) {
            return;
        }
        ServiceProcess running = services.get();
        List<ProcessHandle> children = running.process().descendants().toList();
        running.close();
        assertThat(running.process().isAlive()).isFalse();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    // ------------------------------------------------------------------ the doors

    @Test
    @Order(1)
    void everyFormGivesTheLogitsOfTheGoldenFileAlsoInABatchOfOtherLengths() throws Exception {
        String texts = golden.get("texts").toString();
        JsonNode vllm = ok(post("/classify", "{\"model\":\"helpful\",\"activation\":false,\"input\":" + texts + "}"));
        JsonNode embeddings = ok(post("/v1/embeddings", "{\"input\":" + texts + "}"));
        JsonNode sglang = ok(post("/classify", "{\"text\":" + texts + "}"));
        JsonNode tokens = ok(post("/pooling", "{\"input\":" + golden.get("ids") + "}"));
        JsonNode openRlhf = ok(post("/get_reward?model=helpful", "{\"query\":" + texts + "}"));
        for (int i = 0; i < golden.get("texts").size(); i++) {
            double score = golden.get("single_scores").get(i).doubleValue();
            assertThat(vllm.at("/data/" + i + "/probs/0").doubleValue()).isCloseTo(score, within(1e-5));
            assertThat(embeddings.at("/data/" + i + "/embedding/0").doubleValue())
                    .isCloseTo(score, within(1e-5));
            assertThat(sglang.at("/" + i + "/embedding/0").doubleValue()).isCloseTo(score, within(1e-5));
            assertThat(tokens.at("/data/" + i + "/data/0").doubleValue()).isCloseTo(score, within(1e-5));
            assertThat(openRlhf.at("/rewards/" + i).doubleValue()).isCloseTo(score, within(1e-5));
            assertThat(vllm.at("/data/" + i + "/probs/0").doubleValue())
                    .as("one text has one score, whatever the form")
                    .isCloseTo(openRlhf.at("/rewards/" + i).doubleValue(), within(1e-5));
        }
    }

    @Test
    @Order(2)
    void probabilitiesAreSigmoidsAndAPairIsAQuestionAndItsAnswer() throws Exception {
        double logit = golden.get("single_scores").get(0).doubleValue();
        JsonNode predicted =
                ok(post("/predict", "{\"inputs\":" + golden.get("texts").get(0) + "}"));
        assertThat(predicted.at("/0/score").doubleValue()).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-5));
        assertThat(predicted.at("/0/label").asText()).isEqualTo("LABEL_0");

        JsonNode pair = ok(post("/score", "{\"text_1\":\"1+1?\",\"text_2\":[\"2\",\"3\"],\"activation\":false}"));
        JsonNode chat = ok(post(
                "/classify",
                "{\"activation\":false,\"messages\":[{\"role\":\"user\",\"content\":\"1+1?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"2\"}]}"));
        assertThat(pair.at("/data/0/score").doubleValue())
                .isCloseTo(chat.at("/data/0/probs/0").doubleValue(), within(1e-5));
        assertThat(chat.at("/data/0/probs/0").doubleValue())
                .as("the fifth text of the golden file is this chat, rendered")
                .isCloseTo(golden.get("single_scores").get(4).doubleValue(), within(1e-5));
    }

    @Test
    @Order(3)
    void aTextThatIsTooLongIsRefusedWithBothNumbersAndNeverCut() throws Exception {
        String text = "\"" + "1 + 1 = 2. ".repeat(200) + "\"";

        HttpResponse<String> vllm = post("/classify", "{\"input\":" + text + "}");
        assertThat(vllm.statusCode()).isEqualTo(413);
        assertThat(vllm.body()).contains("INPUT_TOO_LONG").contains("256");
        assertThat(post("/predict", "{\"truncate\":true,\"inputs\":" + text + "}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("/classify", "{\"model\":\"nobody\",\"input\":\"a\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(4)
    void gRpcListsScoresLoadsAndUnloadsOnThePortOfEverythingElse() {
        ManagedChannel channel = channel();
        try {
            var stub = RewardModelsGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
            assertThat(stub.list(ListModelsRequest.getDefaultInstance()).getModelsList())
                    .extracting(dev.assay.v1.ModelDescription::getName)
                    .containsExactlyInAnyOrder("helpful", "safety");

            var loaded = stub.load(LoadModelRequest.newBuilder()
                    .setName("third")
                    .setPath("tiny-qwen2-rm")
                    .build());
            assertThat(loaded.getState()).isEqualTo("READY");
            ModelScoreResponse scored = stub.score(ModelScoreRequest.newBuilder()
                    .setModel("third")
                    .addInputs(ModelInput.newBuilder()
                            .setText(golden.get("texts").get(1).asText()))
                    .build());
            assertThat(scored.getScores(0).getOutcome()).isEqualTo(OutcomeKind.SCORED);
            assertThat(scored.getScores(0).getScore())
                    .isCloseTo(golden.get("single_scores").get(1).doubleValue(), within(1e-5));
            assertThat(scored.getVersion()).isEqualTo(loaded.getVersion());

            stub.unload(UnloadModelRequest.newBuilder().setName("third").build());
            assertThatThrownBy(() -> stub.score(ModelScoreRequest.newBuilder()
                            .setModel("third")
                            .addInputs(ModelInput.newBuilder().setText("a"))
                            .build()))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    @Order(5)
    void healthAndMetricsKnowTheModels() throws Exception {
        assertThat(get("/health/ready").body())
                .contains("reward-models")
                .contains("model.helpful")
                .contains("READY");
        assertThat(get("/metrics").body()).contains("assay_models_requests_total{");
        assertThat(get("/v1/models").body()).contains("\"id\":\"helpful\"");
        assertThat(get("/v1/functions").body()).contains("helpful").contains("safety");
        String own = CLIENT.send(
                        HttpRequest.newBuilder(URI.create(metricsAddress())).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(own)
                .contains("assay_model_inputs_total{")
                .contains("assay_model_batch_inputs_bucket{")
                .contains("assay_model_waiting_inputs{");
    }

    // ------------------------------------------------------------------ the recipe

    @Test
    @Order(6)
    void generalRolloutsAreRewardedOverRestAndGrpc() throws Exception {
        JsonNode rewards =
                ok(post("/v1/score", "[" + GENERAL.formatted("helpful") + "," + GENERAL.formatted("safety") + "]"));
        for (int i = 0; i < 2; i++) {
            String set = i == 0 ? "helpful" : "safety";
            JsonNode reward = rewards.get(i);
            assertThat(reward.path("reward").isNumber()).as(reward.toString()).isTrue();
            assertThat(reward.path("components"))
                    .extracting(component -> component.path("name").asText())
                    .containsExactly(set, "format", "language");
            assertThat(reward.at("/components/0/outcome").asText()).isEqualTo("SCORED");
            assertThat(reward.at("/components/0/reason").asText()).isEqualTo("MODEL_SCORE");
            assertThat(reward.at("/reward").doubleValue())
                    .isCloseTo(reward.at("/components/0/value").doubleValue() + 2, within(1e-9));
        }

        ManagedChannel channel = channel();
        try {
            Reward reward = RewardsGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(60, TimeUnit.SECONDS)
                    .score(ScoreRequest.newBuilder()
                            .addRollouts(RolloutWire.message(rollout("helpful", 1)))
                            .build())
                    .getResults(0)
                    .getReward();
            assertThat(reward.getReward()).isCloseTo(rewards.at("/0/reward").doubleValue(), within(1e-5));
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    @Order(7)
    void generalRolloutsAreRewardedThroughKafkaAndTheJoin() {
        try (KafkaProbe probe = new KafkaProbe(running().address("kafka"))) {
            for (int i = 0; i < 4; i++) {
                probe.send(rollout(i % 2 == 0 ? "helpful" : "safety", i));
            }
            probe.flush();

            assertThat(probe.await(LIMIT, () -> probe.rewards().size() == 4)).isTrue();
            for (int i = 0; i < 4; i++) {
                Reward reward = probe.rewardsOf("k-" + i).getFirst();
                assertThat(reward.getIncomplete()).isFalse();
                assertThat(reward.hasReward()).isTrue();
                assertThat(reward.getComponentsList())
                        .extracting(Component::getName)
                        .containsExactly(i % 2 == 0 ? "helpful" : "safety", "format", "language");
            }
            assertThat(probe.deadLetters()).isEmpty();
        }
    }

    // ------------------------------------------------------------------ trouble

    @Test
    @Order(8)
    void whenTheProcessIsKilledItsScoresFailAndNeverAreNumbersUntilItIsBack() throws Exception {
        ProcessHandle models = modelsProcess();
        models.destroyForcibly();
        models.onExit().get(10, TimeUnit.SECONDS);

        HttpResponse<String> refused = post("/classify", "{\"input\":\"a\"}");
        if (refused.statusCode() != 200) { // else it was back already
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }
        JsonNode reward = ok(post("/v1/score", GENERAL.formatted("helpful")));
        if (!reward.at("/components/0/outcome").asText().equals("SCORED")) {
            assertThat(reward.at("/components/0/outcome").asText()).isEqualTo("FAILED");
            assertThat(reward.get("reward").isNull()).isTrue();
        }

        long end = System.nanoTime() + LIMIT.toNanos();
        while (post("/classify", "{\"input\":\"a\"}").statusCode() != 200) {
            assertThat(System.nanoTime()).as("the models come back").isLessThan(end);
            LockSupport.parkNanos(100_000_000);
        }
        while (!ok(post("/v1/score", GENERAL.formatted("helpful")))
                .path("reward")
                .isNumber()) {
            assertThat(System.nanoTime()).as("the functions come back").isLessThan(end);
            LockSupport.parkNanos(100_000_000);
        }
        while (said("the reward models are (back)").isEmpty()) {
            assertThat(System.nanoTime()).as("the log says so").isLessThan(end);
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(modelsProcess().pid()).isNotEqualTo(models.pid());
        assertThat(Files.readString(folder.resolve("log"))).contains("starting it anew");
    }

    // ------------------------------------------------------------------

    private static Rollout rollout(String set, int number) {
        String json = GENERAL.formatted(set).replaceFirst("\"id\":\"" + set + "\"", "\"id\":\"k-" + number + "\"");
        return RolloutReader.read(json.replace("\"g-" + set, "\"g-" + number).getBytes(StandardCharsets.UTF_8));
    }

    private static ServiceProcess running() {
        return services.orElseThrow();
    }

    private static ManagedChannel channel() {
        return NettyChannelBuilder.forTarget(running().address("grpc"))
                .usePlaintext()
                .build();
    }

    /** The process of the models, as the services last told it. */
    private static ProcessHandle modelsProcess() throws IOException {
        return said("\\(process (\\d+)\\)")
                .map(Long::parseLong)
                .flatMap(ProcessHandle::of)
                .orElseThrow();
    }

    private static String metricsAddress() throws IOException {
        return said("their metrics at (\\S+)").orElseThrow();
    }

    /** The last that the log says of something. */
    private static Optional<String> said(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(folder.resolve("log")))
                .results()
                .map(found -> found.group(1))
                .reduce((_, last) -> last);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(running().address("http") + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer;
    }

    private static JsonNode ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(running().address("http") + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
