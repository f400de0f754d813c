package dev.assay.deploy.models.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.assay.decoder.torch.TorchRuntime;
import dev.assay.model.judge.settings.Judges;
import dev.assay.model.settings.ModelsConfiguration;
import dev.assay.v1.Answers;
import dev.assay.v1.DescribeRequest;
import dev.assay.v1.FunctionDescription;
import dev.assay.v1.Recipe;
import dev.assay.v1.Reference;
import dev.assay.v1.Reward;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.Rollout;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.Text;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges are served beside the reward models. */
class ModelServerTest {
    private static final Path MODEL = Path.of(Objects.requireNonNull(System.getProperty("assay.root"), "assay.root"))
            .resolve("decoder/src/test/resources/checkpoints/tiny-qwen2-rm");

    @TempDir
    Path folder;

    @Test
    void aRecipeAsksAJudgeOfTheServerAndItsCountersAreMetrics() throws Exception {
        assumeTrue(
                TorchRuntime.trouble().isEmpty(),
                () -> "skipped: " + TorchRuntime.trouble().orElse(""));
        HttpServer endpoint = endpoint("{\\\"analysis\\\": \\\"the same\\\", \\\"correctness\\\": \\\"correct\\\"}");
        Path judges = Files.writeString(
                folder.resolve("judges.yaml"),
                "judges: {strict: {url: 'http://127.0.0.1:"
                        + endpoint.getAddress().getPort() + "/v1', model: any}}");
        try (ModelServer server = ModelServer.start(ModelsConfiguration.read(MODEL), Judges.read(judges), 0, 0)) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                    .usePlaintext()
                    .build();
            try {
                RewardsGrpc.RewardsBlockingStub rewards = RewardsGrpc.newBlockingStub(channel);
                assertThat(rewards.describe(DescribeRequest.getDefaultInstance())
                                .getFunctionsList())
                        .extracting(FunctionDescription::getComponent)
                        .contains("correctness", "preference");
                Reward reward = rewards.score(ScoreRequest.newBuilder()
                                .setRecipeFile(Recipe.newBuilder()
                                        .setName("judged")
                                        .setYaml("name: judged\ntasks:\n  default:\n    components:\n"
                                                + "      correctness: {weight: 1, judge: strict}\n"))
                                .addRollouts(Rollout.newBuilder()
                                        .setId("r")
                                        .setTask("history")
                                        .setPrompt(Text.newBuilder().setPlain("Who was it?"))
                                        .setCompletion(Text.newBuilder().setPlain("The queen."))
                                        .setReference(Reference.newBuilder()
                                                .setAnswers(Answers.newBuilder().addAnswers("the queen"))))
                                .build())
                        .getResults(0)
                        .getReward();
                assertThat(reward.getReward()).as(reward.toString()).isEqualTo(1);
                assertThat(reward.getComponents(0).getReason()).isEqualTo("JUDGE_VERDICT");
            } finally {
                channel.shutdownNow();
            }
            assertThat(metrics(server))
                    .containsPattern("assay_judge_events_total\\{event=\"judged\",judge=\"strict\",?} 1.0")
                    .containsPattern("assay_judge_swap_consistency\\{judge=\"strict\",?} NaN");
        } finally {
            endpoint.stop(0);
        }
    }

    private static HttpServer endpoint(String says) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        byte[] body = ("{\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": \"" + says
                        + "\"}, \"finish_reason\": \"stop\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/v1/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return server;
    }

    private static String metrics(ModelServer server) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.httpPort() + "/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
