package dev.assay.gateway.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.gateway.rest.ScoreOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the form of every trainer. */
@Timeout(60)
class TrainerContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String RIGHT = "<think>Over six.</think><answer>\\boxed{\\frac56}</answer>";

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = new Gateway(0, Duration.ofMillis(300), ScoreOptions.defaults(), List.of(new TroubleFunction()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRightAnswerIsOne(Trainer trainer) throws Exception {
        assertThat(reward(trainer, "", RIGHT, "\\frac{5}{6}")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongAnswerAndNoAnswerAreZero(Trainer trainer) throws Exception {
        assertThat(reward(trainer, "", "<answer>5/7</answer>", "\\frac{5}{6}")).isZero();
        assertThat(reward(trainer, "", "", "\\frac{5}{6}")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theRecipeOfTheAddressHolds(Trainer trainer) throws Exception {
        assertThat(reward(trainer, "?recipe=r1-zero", RIGHT, "5/6")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyCanScoreIsRefusedForGoodAndIsNoZero(Trainer trainer) throws Exception {
        HttpResponse<String> answer = post(trainer, "", trainer.request(RIGHT, null));
        if (trainer.knowsNull()) {
            JsonNode reward = JSON.readTree(answer.body()).get(0);
            assertThat(reward.get("reward").isNull()).isTrue();
            assertThat(reward.get("components").get(0).get("outcome").asText()).isEqualTo("UNSCORABLE");
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("code").asText()).isEqualTo("UNSCORABLE");
        assertThat(problem.get("detail").asText()).contains("NO_REFERENCE");
        assertThat(post(trainer, "?source=nowhere", trainer.request(RIGHT, "4")).body())
                .contains("UNSCORABLE", "nowhere");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN_RLHF", "SLIME", "NEMO_GYM"})
    void aNumberThatTheUserChoseStandsForWhatNobodyCanScoreAndForNothingElse(Trainer trainer) throws Exception {
        assertThat(reward(trainer, "?on_failure=-0.25", RIGHT, null)).isEqualTo(-0.25);
        assertThat(reward(trainer, "?on_failure=-0.25", RIGHT, "5/6")).isEqualTo(1);
        assertThat(reward(trainer, "?on_failure=-0.25", "<answer>7</answer>", "5/6"))
                .isZero();
        assertThat(post(trainer, "?on_failure=1&task=code", trainer.request(RIGHT, "5/6"))
                        .statusCode())
                .isEqualTo(503);
        for (String wrong : List.of("zero", "NaN", "Infinity", "")) {
            assertThat(post(trainer, "?on_failure=" + wrong, trainer.request(RIGHT, null))
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ourOwnTimeoutAndFaultAreWorthAnotherAttemptAndAreNoZero(Trainer trainer) throws Exception {
        for (String task : List.of("repair", "code")) {
            HttpResponse<String> answer = post(trainer, "?task=" + task, trainer.request(RIGHT, "5/6"));
            if (trainer.knowsNull()) {
                JsonNode reward = JSON.readTree(answer.body()).get(0);
                assertThat(reward.get("reward").isNull()).isTrue();
                assertThat(reward.get("components").get(0).get("outcome").asText())
                        .isEqualTo(task.equals("repair") ? "TIMEOUT" : "FAILED");
            } else {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains(task.equals("repair") ? "DEADLINE" : "THREW");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceThatIsGoingDownSaysSo(Trainer trainer) throws Exception {
        Gateway closing = Gateway.start();
        try {
            closing.stopScoring();
            HttpResponse<String> answer = post(closing, trainer, "", trainer.request(RIGHT, "5/6"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            closing.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void overloadIsSaidAtOnceAndIsNoZero(Trainer trainer) throws Exception {
        TroubleFunction trouble = new TroubleFunction();
        try (Gateway full = new Gateway(
                0, Duration.ofSeconds(30), ScoreOptions.defaults().withLimits(1 << 20, 1), List.of(trouble))) {
            CompletableFuture<HttpResponse<String>> first =
                    CLIENT.sendAsync(request(full, trainer, "?task=repair", trainer.request("x", "1")), text());
            assertThat(trouble.begun.await(20, TimeUnit.SECONDS)).isTrue();
            HttpResponse<String> second = post(full, trainer, "", trainer.request(RIGHT, "5/6"));
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(second.body()).contains("OVERLOADED");
            trouble.latch.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfTenMegabytesIsScored(Trainer trainer) throws Exception {
        String thinking = "so it goes ".repeat(1_000_000);
        assertThat(reward(trainer, "", "<think>" + thinking + "</think><answer>5/6</answer>", "5/6"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOverTheLimitIsRefused(Trainer trainer) throws Exception {
        try (Gateway small = new Gateway(
                0, Duration.ofSeconds(5), new ScoreOptions(Duration.ofSeconds(5), 1000, 1 << 20, 100), List.of())) {
            assertThat(post(small, trainer, "", trainer.request("x".repeat(2000), "1"))
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoJsonOrAnotherFormIsRefusedForGood(Trainer trainer) throws Exception {
        for (String body : List.of(
                "",
                "{",
                "nope",
                "3",
                "[[]]",
                "{} {}",
                "{\"query\":3}",
                "{\"query\":[3]}",
                "{\"query\":[\"a\"],\"labels\":[]x}",
                "{\"query\":[\"a\"],\"labels\":[\"1\",\"2\"]}",
                "{\"response\":3,\"label\":\"1\"}",
                "{\"response\":{\"output\":3}}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000))) {
            HttpResponse<String> answer = post(trainer, "", body);
            assertThat(answer.statusCode())
                    .as(body.substring(0, Math.min(40, body.length())))
                    .isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @ParameterizedTest
    @EnumSource
    void unicodeArrivesAndHalfASurrogateIsNoFault(Trainer trainer) throws Exception {
        assertThat(reward(trainer, "", "<think>考える 😀</think><answer>\\boxed{٣}</answer>", "4"))
                .isZero();
        assertThat(reward(trainer, "", "<think>½ ≠ \ud83d\ude00</think><answer>4</answer>", "4"))
                .isEqualTo(1);
        assertThat(reward(trainer, "", "<think>\ud800</think><answer>4</answer>", "4"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN_RLHF", "SLIME", "NEMO_GYM"})
    void everyVerdictIsCounted(Trainer trainer) throws Exception {
        try (Gateway counting = Gateway.start()) {
            post(counting, trainer, "", trainer.request(RIGHT, "5/6"));
            post(counting, trainer, "?on_failure=0", trainer.request(RIGHT, null));
            String form = trainer.address.substring(1);
            assertThat(counting.verdicts)
                    .containsOnly(
                            org.assertj.core.api.Assertions.entry(form + " SCORED", 1),
                            org.assertj.core.api.Assertions.entry(form + " UNSCORABLE", 1));
        }
    }

    @Test
    void openRlhfIsAnsweredForOneForManyAndForNone() throws Exception {
        JsonNode many =
                JSON.readTree(post(Trainer.OPEN_RLHF, "?recipe=r1-zero", """
                {"query": ["p<think>a</think><answer>4</answer></s>", "p<answer>5</answer></s>"],
                 "prompts": ["p", "p"], "labels": ["4", 4]}""").body());
        assertThat(many).isEqualTo(JSON.readTree("""
                {"rewards": [2.0, 0.0], "scores": [1.0, 0.0],
                 "extra_logs": {"accuracy": [1.0, 0.0], "format": [1.0, 0.0]}}"""));
        for (String none : List.of("{\"query\": [], \"prompts\": [], \"labels\": []}", "{\"query\": []}")) {
            HttpResponse<String> answer = post(Trainer.OPEN_RLHF, "", none);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.body()).isEqualTo("{\"rewards\":[],\"scores\":[],\"extra_logs\":{}}");
        }
    }

    @Test
    void slimeIsAnsweredWithABareNumberOrAnObject() throws Exception {
        String request = Trainer.SLIME.request(RIGHT, "5/6");
        assertThat(post(Trainer.SLIME, "", request).body()).isEqualTo("1.0");
        JsonNode object = JSON.readTree(
                post(Trainer.SLIME, "?reward_key=score&recipe=r1-zero", request).body());
        assertThat(object.get("score").asDouble()).isEqualTo(2);
        assertThat(object.get("accuracy").asDouble()).isEqualTo(1);
        assertThat(object.get("format").asDouble()).isEqualTo(1);
        assertThat(object.get("outcome").asText()).isEqualTo("SCORED");
    }

    @Test
    void nemoGymGetsItsOwnObjectBackWithTheRewardAndItsReason() throws Exception {
        String request = Trainer.NEMO_GYM.request(RIGHT, "5/6");
        JsonNode reply =
                JSON.readTree(post(Trainer.NEMO_GYM, "?recipe=r1-zero", request).body());
        assertThat(reply.get("reward").asDouble()).isEqualTo(2);
        assertThat(reply.get("reward_components")).isEqualTo(JSON.readTree("{\"accuracy\":1.0,\"format\":1.0}"));
        assertThat(reply.get("assay").get("outcome").asText()).isEqualTo("SCORED");
        var echo = Trainer.object(reply);
        echo.remove(List.of("reward", "reward_components", "assay"));
        assertThat(echo).isEqualTo(JSON.readTree(request));

        JsonNode masked = JSON.readTree(post(Trainer.NEMO_GYM, "?on_failure=0", Trainer.NEMO_GYM.request(RIGHT, null))
                .body());
        assertThat(masked.get("mask_sample").asBoolean()).isTrue();
        assertThat(masked.get("failure_reason").asText()).contains("NO_REFERENCE");
    }

    @Test
    void samplesOfOurClientKeepTheirIdsAndTheirOrder() throws Exception {
        JsonNode answers = JSON.readTree(post(Trainer.ASSAY_CLIENT, "", """
                [{"id":"a","completion":"<answer>4</answer>","label":"4"},
                 {"id":"b","completion":"4","label":"4","source":"nowhere"},
                 {"id":"c","completion":[{"role":"assistant","content":"<answer>5</answer>"}],"label":"4"},
                 {"id":"d"},
                 {"completion":"<answer>4</answer>","task":"math","reference":{"answer":"4"}}]""").body());
        assertThat(answers.findValuesAsText("id").subList(0, 3)).containsExactly("a", "b", "c");
        assertThat(answers.get(0).get("reward").asDouble()).isEqualTo(1);
        assertThat(answers.get(1).get("reward").isNull()).isTrue();
        assertThat(answers.get(1).get("components").get(0).get("reason").asText())
                .isEqualTo("REFERENCE_UNREADABLE");
        assertThat(answers.get(2).get("reward").asDouble()).isZero();
        assertThat(answers.get(3).get("error").asText()).contains("completion");
        assertThat(answers.get(4).get("reward").asDouble()).isEqualTo(1);
        assertThat(post(Trainer.ASSAY_CLIENT, "", "[]").body()).isEqualTo("[]");
    }

    private static double reward(
            Trainer trainer, String query, String completion, @org.jspecify.annotations.Nullable String label)
            throws Exception {
        HttpResponse<String> answer = post(trainer, query, trainer.request(completion, label));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return trainer.reward(JSON.readTree(answer.body()));
    }

    private static HttpResponse<String> post(Trainer trainer, String query, String body) throws Exception {
        return post(gateway, trainer, query, body);
    }

    private static HttpResponse<String> post(Gateway gateway, Trainer trainer, String query, String body)
            throws Exception {
        return CLIENT.send(request(gateway, trainer, query, body), text());
    }

    private static HttpRequest request(Gateway gateway, Trainer trainer, String query, String body) {
        return HttpRequest.newBuilder(URI.create(gateway.url() + trainer.address + query))
                .timeout(Duration.ofSeconds(40))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }
}
