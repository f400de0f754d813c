package dev.assay.gateway.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.recipe.RecipeReader;
import dev.assay.recipe.Recipes;
import dev.assay.reward.ErrorCode;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ScoreEndpointTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LengthFunction function = new LengthFunction();
    private final Scoring scoring = new Scoring(
            new Functions(List.of(function)),
            Recipes.shipped()
                    .with(RecipeReader.read("half", "{name: half, tasks: {math: {components: {accuracy: 0.5}}}}"))
                    .with(RecipeReader.read(
                            "centered", "{name: centered, tasks: {math: {components: {accuracy: {shape: center}}}}}")),
            ScoringOptions.defaults(),
            _ -> {});
    private final ScoreEndpoint endpoint =
            new ScoreEndpoint(scoring, scoring.recipes().named("accuracy"), ScoreOptions.defaults());

    @AfterEach
    void close() {
        function.latch.countDown();
        scoring.close();
    }

    @Test
    void oneRolloutIsAnsweredWithItsReward() throws Exception {
        Answer answer = score("{\"id\":\"a\",\"task\":\"math\",\"completion\":\"four\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        JsonNode reward = JSON.readTree(answer.body());
        assertThat(reward.get("id").asText()).isEqualTo("a");
        assertThat(reward.get("reward").asDouble()).isEqualTo(4);
        assertThat(reward.get("components").get(0).get("reason").asText()).isEqualTo("WITHIN_LENGTH");
    }

    @Test
    void aListKeepsItsOrderAndAnErrorStandsInThePlaceOfItsElement() throws Exception {
        Answer answer = score("""
                [{"id":"a","task":"math","completion":"1"},
                 {"id":"b","completion":"22"},
                 {"id":"c","task":"math","completion":"333"},
                 {"id":"d","task":"poetry","completion":"4444"},
                 7]""");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode list = JSON.readTree(answer.body());
        assertThat(list).hasSize(5);
        assertThat(list.get(0).get("reward").asDouble()).isEqualTo(1);
        assertThat(list.get(1).get("line").asInt()).isEqualTo(2);
        assertThat(list.get(1).get("error").asText()).contains("'task'");
        assertThat(list.get(2).get("reward").asDouble()).isEqualTo(3);
        assertThat(list.get(3).get("line").asInt()).isEqualTo(4);
        assertThat(list.get(3).get("error").asText()).contains("poetry");
        assertThat(list.get(4).get("line").asInt()).isEqualTo(5);
    }

    @Test
    void aListOfOneStaysAListAndAnEmptyOneToo() throws Exception {
        assertThat(JSON.readTree(score(" [{\"id\":\"a\",\"task\":\"math\",\"completion\":\"1\"}]")
                        .body()))
                .hasSize(1);
        assertThat(score("[]").body()).isEqualTo("[]".getBytes(UTF_8));
    }

    @Test
    void theRecipeOfTheRequestHoldsForRolloutsThatNameNone() throws Exception {
        Answer answer = finished(
                endpoint.score("""
                [{"id":"a","task":"math","completion":"four"},
                 {"id":"b","task":"math","completion":"four","recipe":"accuracy"}]""".getBytes(UTF_8), Optional.of("half")).toCompletableFuture());
        JsonNode list = JSON.readTree(answer.body());
        assertThat(list.get(0).get("reward").asDouble()).isEqualTo(2);
        assertThat(list.get(1).get("reward").asDouble()).isEqualTo(4);
    }

    @Test
    void aGroupInAListIsShapedAsAGroup() throws Exception {
        JsonNode list = JSON.readTree(finished(endpoint.score("""
                [{"id":"a","groupId":"g","groupSize":2,"task":"math","completion":"1"},
                 {"id":"b","groupId":"g","groupSize":2,"task":"math","completion":"333"}]""".getBytes(UTF_8), Optional.of("centered"))
                        .toCompletableFuture())
                .body());
        assertThat(list.get(0).get("reward").asDouble()).isEqualTo(-1);
        assertThat(list.get(1).get("reward").asDouble()).isEqualTo(1);
        assertThat(list.get(0).has("incomplete")).isFalse();
    }

    @Test
    void aBadRolloutAloneIsAProblemThatNamesTheField() throws Exception {
        assertProblem(score("{\"id\":\"a\",\"completion\":\"1\"}"), 400, "INVALID_FIELD", "'task'");
        assertProblem(score("{\"id\":\"a\",\"task\":\"poetry\",\"completion\":\"1\"}"), 400, "UNKNOWN_TASK", "poetry");
        assertProblem(score("{"), 400, "UNREADABLE", "JSON");
        assertProblem(score(""), 400, "UNREADABLE", "JSON");
        assertProblem(
                finished(endpoint.score("[]".getBytes(UTF_8), Optional.of("nobodys"))
                        .toCompletableFuture()),
                400,
                "UNKNOWN_RECIPE",
                "nobodys");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedUnread() throws Exception {
        assertProblem(
                finished(endpoint.score(new byte[(32 << 20) + 1], Optional.empty())
                        .toCompletableFuture()),
                413,
                "TOO_LARGE",
                "33554432");
    }

    @Test
    void moreThanIsAcceptedIsToldToComeAgainLater() throws Exception {
        ScoreEndpoint narrow = new ScoreEndpoint(
                scoring,
                scoring.recipes().named("accuracy"),
                ScoreOptions.defaults().withLimits(100, 1_000));
        byte[] slow = "{\"id\":\"a\",\"task\":\"math\",\"completion\":\"wait\"}".getBytes(UTF_8);
        byte[] large = ("{\"id\":\"b\",\"task\":\"math\",\"completion\":\"" + "x".repeat(90) + "\"}").getBytes(UTF_8);
        CompletableFuture<Answer> first = narrow.score(slow, Optional.empty()).toCompletableFuture();
        Answer second = finished(narrow.score(large, Optional.empty()).toCompletableFuture());
        assertProblem(second, 503, "OVERLOADED", "later");
        assertThat(second.headers()).containsEntry("Retry-After", "1");
        function.latch.countDown();
        assertThat(finished(first).status()).isEqualTo(200);
        assertThat(finished(narrow.score(large, Optional.empty()).toCompletableFuture())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRequestAfterTheEngineStoppedIsAnsweredToo() throws Exception {
        scoring.close();
        assertProblem(score("[]"), 503, "UNAVAILABLE", "shutting down");
    }

    @ParameterizedTest
    @EnumSource
    void transientTroubleIsAStatusThatClientsRetry(ErrorCode code) {
        assertThat(List.of(503, 504))
                .satisfies(retried ->
                        assertThat(retried.contains(Problems.status(code))).isEqualTo(code.isTransient()));
    }

    @Test
    void theCatalogueListsWhatIsHere() throws Exception {
        Catalogue catalogue = new Catalogue(scoring);
        JsonNode function = JSON.readTree(catalogue.functions()).get(0);
        assertThat(function.get("component").asText()).isEqualTo("accuracy");
        assertThat(function.get("tasks"))
                .singleElement()
                .satisfies(task -> assertThat(task.asText()).isEqualTo("math"));
        assertThat(function.get("guarantees").get("time").asText()).isEqualTo("linear");
        JsonNode half = JSON.readTree(catalogue.recipes()).findParents("name").stream()
                .filter(recipe -> recipe.get("name").asText().equals("half"))
                .findFirst()
                .orElseThrow();
        assertThat(half.get("tasks").get("math").get("accuracy").asDouble()).isEqualTo(0.5);
        assertThat(half.get("hash").asText()).hasSize(8);
    }

    private Answer score(String body) throws Exception {
        return finished(endpoint.score(body.getBytes(UTF_8), Optional.empty()).toCompletableFuture());
    }

    private static Answer finished(CompletableFuture<Answer> answer) throws Exception {
        return answer.get(30, TimeUnit.SECONDS);
    }

    private static void assertProblem(Answer answer, int status, String code, String detail) throws Exception {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("detail").asText()).contains(detail);
    }
}
