package dev.assay.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.gateway.label.Json;
import dev.assay.gateway.rest.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelFormsTest {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private PlayedModels models;
    private ModelsEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        models = new PlayedModels();
        endpoint = endpoint(new ModelsClient(Optional.of(models.channel()), Duration.ofSeconds(30)));
    }

    private ModelsEndpoint endpoint(ModelsClient client) {
        return new ModelsEndpoint(
                client, executor, 1000, 5000, (form, outcome) -> seen.merge(form + " " + outcome, 1, Integer::sum));
    }

    @AfterEach
    void stop() {
        models.close();
        executor.close();
    }

    // ------------------------------------------------------------------ vLLM

    @Test
    void verlReadsTheLogitFromVllmsClassifyWithoutActivation() {
        JsonNode answer = ok(post("/classify", "{'model':'rm','input':'seven77','activation':false}"));

        assertThat(answer.at("/data/0/probs/0").doubleValue()).isEqualTo(2.0);
        assertThat(answer.at("/data/0/num_classes").intValue()).isEqualTo(1);
        assertThat(answer.at("/data/0/label").asText()).isEqualTo("reward");
        assertThat(answer.at("/object").asText()).isEqualTo("list");
        assertThat(answer.at("/model").asText()).isEqualTo("rm");
        assertThat(answer.at("/usage/prompt_tokens").intValue()).isEqualTo(7);
        assertThat(ok(post("/classify", "{'input':'seven77','use_activation':false}"))
                        .at("/data/0/probs/0")
                        .doubleValue())
                .isEqualTo(2.0);
    }

    @Test
    void aModelIsAlsoKnownByTheLastPartOfAHubsNameOrAPath() {
        assertThat(ok(post("/classify", "{'model':'lab/three','input':'a'}"))
                        .at("/model")
                        .asText())
                .isEqualTo("three");
        assertThat(ok(post("/classify", "{'model':'/data/models/rm','input':'a'}"))
                        .at("/model")
                        .asText())
                .isEqualTo("rm");
    }

    @Test
    void oneLogitGoesThroughTheSigmoidBecauseItsSoftmaxWouldBeOneForEveryText() {
        JsonNode answer = ok(post("/classify", "{'input':['seven77','abc']}"));

        assertThat(answer.at("/data/0/probs/0").doubleValue()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-15));
        assertThat(answer.at("/data/1/probs/0").doubleValue()).isCloseTo(1 / (1 + Math.exp(2)), within(1e-15));
    }

    @Test
    void severalLogitsGoThroughTheSoftmaxAndTheLargestNamesTheLabel() {
        JsonNode answer = ok(post("/v1/classify", "{'model':'three','input':'any'}"));

        double sum = 1 + Math.exp(2) + Math.exp(1);
        assertThat(answer.at("/data/0/probs/1").doubleValue()).isCloseTo(Math.exp(2) / sum, within(1e-15));
        assertThat(answer.at("/data/0/label").asText()).isEqualTo("good");
        assertThat(answer.at("/data/0/num_classes").intValue()).isEqualTo(3);
    }

    @Test
    void textsTokensListsOfThemAndMessagesAreInputs() {
        assertThat(logits("{'input':[1,2,3],'activation':false}")).containsExactly(-2);
        assertThat(logits("{'input':[[1,2,3],[1]],'activation':false}")).containsExactly(-2, -4);
        assertThat(logits("{'input':['a','bcdefgh'],'activation':false}")).containsExactly(-4, 2);
        assertThat(logits("{'messages':[{'role':'user','content':'ab'},"
                        + "{'role':'assistant','content':[{'type':'text','text':'cd'},{'type':'text','text':'ef'}]}],"
                        + "'activation':false}"))
                .containsExactly(2);
    }

    @Test
    void poolingGivesLogitsAsNumbersOrAsBase64OfFloats() {
        JsonNode answer = ok(post("/pooling", "{'model':'three','input':'any'}"));
        assertThat(answer.at("/data/0/data")).extracting(JsonNode::doubleValue).containsExactly(0.0, 2.0, 1.0);
        assertThat(answer.at("/data/0/object").asText()).isEqualTo("pooling");

        JsonNode packed = ok(post("/pooling", "{'model':'three','input':'any','encoding_format':'base64'}"));
        assertThat(packed.at("/data/0/data").asText()).isEqualTo("AAAAAAAAAEAAAIA/");
    }

    @Test
    void scoreSetsOneTextAgainstManyOrEachAgainstItsOwn() {
        JsonNode many = ok(post("/score", "{'text_1':'ab','text_2':['cd','cdef'],'activation':false}"));
        assertThat(many.at("/data/0/score").doubleValue()).isEqualTo(0);
        assertThat(many.at("/data/1/score").doubleValue()).isEqualTo(2);
        assertThat(many.at("/data/1/object").asText()).isEqualTo("score");

        JsonNode each = ok(post("/score", "{'text_1':['ab','abc'],'text_2':['cd','cd']}"));
        assertThat(each.at("/data/0/score").doubleValue()).isEqualTo(0.5);
        assertThat(post("/score", "{'text_1':['a','b'],'text_2':['c','d','e']}").status())
                .isEqualTo(400);
        assertThat(post("/score", "{'model':'three','text_1':'a','text_2':'b'}").status())
                .isEqualTo(422);
    }

    // ------------------------------------------------------------------ SGLang

    @Test
    void verlReadsTheLogitFromSglangsEmbeddings() {
        JsonNode answer = ok(post("/v1/embeddings", "{'model':'rm','input':'seven77'}"));

        assertThat(answer.at("/data/0/embedding/0").doubleValue()).isEqualTo(2.0);
        assertThat(answer.at("/data/0/object").asText()).isEqualTo("embedding");
    }

    @Test
    void aBodyWithTextIsSglangsClassifyAndGetsAnObjectForOneAndAListForAList() {
        assertThat(ok(post("/classify", "{'model':'rm','text':'seven77'}"))
                        .at("/embedding/0")
                        .doubleValue())
                .isEqualTo(2.0);
        JsonNode list = ok(post("/classify", "{'text':['seven77','abc']}"));
        assertThat(list.at("/1/embedding/0").doubleValue()).isEqualTo(-2.0);
        assertThat(list.at("/1/meta_info/prompt_tokens").intValue()).isEqualTo(3);
        assertThat(ok(post("/classify", "{'input_ids':[1,2,3,4,5,6]}"))
                        .at("/embedding/0")
                        .doubleValue())
                .isEqualTo(1.0);
    }

    // ------------------------------------------------------------------ text-embeddings-inference

    @Test
    void predictTakesATextAPairOrABatchOfBoth() {
        assertThat(text(post("/predict", "{'inputs':'seven77','raw_scores':true}")))
                .isEqualTo("[{\"score\":2.0,\"label\":\"reward\"}]");
        assertThat(text(post("/predict", "{'inputs':['ab','cd'],'raw_scores':true}")))
                .isEqualTo("[{\"score\":0.0,\"label\":\"reward\"}]");
        assertThat(text(post("/predict", "{'inputs':[['seven77'],['ab','cd']],'raw_scores':true}")))
                .isEqualTo("[[{\"score\":2.0,\"label\":\"reward\"}],[{\"score\":0.0,\"label\":\"reward\"}]]");
    }

    @Test
    void predictGivesProbabilitiesWithTheLargestFirst() {
        Answer answer = endpoint.predict(utf8("{'inputs':'any'}"), Optional.of("three"))
                .toCompletableFuture()
                .join();

        JsonNode labels = ok(answer);
        assertThat(labels.at("/0/label").asText()).isEqualTo("good");
        assertThat(labels.at("/1/label").asText()).isEqualTo("LABEL_2");
        assertThat(labels.at("/2/label").asText()).isEqualTo("bad");
    }

    @ParameterizedTest
    @CsvSource({
        "long, 413, Validation",
        "unreadable, 422, Tokenizer",
        "slow, 424, Backend",
        "broken, 424, Backend",
        "full, 429, Overloaded"
    })
    void predictHasTheStatusesOfItsForm(String text, int status, String type) {
        Answer answer = post("/predict", "{'inputs':'" + text + "','truncate':true}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(Json.read(answer.body()).path("error_type").asText()).isEqualTo(type);
        assertThat(post("/predict", "{'inputs':['a','b','c']}").status()).isEqualTo(422);
    }

    // ------------------------------------------------------------------ OpenRLHF

    @Test
    void getRewardOfAModelHasItsScoresAndTheirSigmoids() {
        Answer answer = getReward("{'query':['seven77','abcde'],'prompts':['x','y'],'labels':['','']}");

        assertThat(text(answer))
                .isEqualTo("{\"rewards\":[2.0,0.0],\"scores\":[" + 1 / (1 + Math.exp(-2)) + ",0.5],"
                        + "\"extra_logs\":{\"rm\":[2.0,0.0]}}");
    }

    @Test
    void getRewardTakesAnEmptyListAndANumberForWhatNobodyCanScore() {
        assertThat(text(getReward("{'query':[],'prompts':[],'labels':[]}")))
                .isEqualTo("{\"rewards\":[],\"scores\":[],\"extra_logs\":{}}");
        assertThat(getReward("{'query':['long']}").status()).isEqualTo(413);

        Answer neutral = endpoint.getReward(utf8("{'query':['long','seven77']}"), "rm", OptionalDouble.of(-1))
                .toCompletableFuture()
                .join();
        assertThat(ok(neutral).at("/rewards")).extracting(JsonNode::doubleValue).containsExactly(-1.0, 2.0);
        assertThat(ok(neutral).at("/scores/0").doubleValue()).isZero();

        Answer ours = endpoint.getReward(utf8("{'query':['broken']}"), "rm", OptionalDouble.of(-1))
                .toCompletableFuture()
                .join();
        assertThat(ours.status()).as("our own trouble has no number").isEqualTo(500);
    }

    // ------------------------------------------------------------------ trouble

    @ParameterizedTest
    @CsvSource({
        "long, 413, 4100 tokens",
        "unreadable, 422, INPUT_UNREADABLE",
        "slow, 504, DEADLINE",
        "broken, 500, THREW",
        "full, 503, 4096 inputs wait"
    })
    void whatHasNoScoreIsAStatusAndNeverANumber(String text, int status, String said) {
        for (String path : new String[] {"/classify", "/pooling", "/v1/embeddings"}) {
            Answer answer = post(path, "{'input':['fine','" + text + "']}");

            assertThat(answer.status()).isEqualTo(status);
            JsonNode error = Json.read(answer.body()).path("error");
            assertThat(error.path("message").asText()).contains(said);
            assertThat(error.path("code").intValue()).isEqualTo(status);
            assertThat(answer.headers().containsKey("Retry-After")).isEqualTo(status > 500);
        }
    }

    @Test
    void ourOwnTroubleIsToldBeforeTheCallers() {
        assertThat(post("/classify", "{'input':['long','broken']}").status()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nonsense; 400; not JSON",
                "[]; 400; object",
                "{}; 400; 'input'",
                "{'input':[]}; 400; 'input'",
                "{'input':[1.5]}; 400; token ids",
                "{'input':[-1]}; 400; token ids",
                "{'input':[[]]}; 400; input[0]",
                "{'input':'a','activation':'no'}; 400; 'activation'",
                "{'input':'a','encoding_format':'int8'}; 400; 'encoding_format'",
                "{'input':'a','model':7}; 400; 'model'",
                "{'messages':[{'role':'user','content':[{'type':'image_url'}]}]}; 400; messages[0].content",
                "{'input':'a','model':'other'}; 404; rm, three"
            })
    void whatCannotBeReadNamesTheField(String body, int status, String said) {
        Answer answer = post("/pooling", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(said);
    }

    @Test
    void halfOfASurrogatePairIsReadAsTheSignForIt() {
        assertThat(logits("{'input':'abcd\\ud800fg','activation':false}")).containsExactly(2);
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        assertThat(post("/classify", "{'input':'" + "a".repeat(1000) + "'}").status())
                .isEqualTo(413);
    }

    @Test
    void modelsThatCannotBeReachedAreATroubleThatPasses() throws InterruptedException {
        models.stopServing();

        Answer answer = post("/classify", "{'input':'a'}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    @Test
    void withoutModelsEveryFormSaysHowToServeSome() {
        ModelsEndpoint none = endpoint(new ModelsClient(Optional.empty(), Duration.ofSeconds(1)));

        Answer answer = none.classify(utf8("{'input':'a'}"), Optional.empty())
                .toCompletableFuture()
                .join();
        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("--models");
    }

    @Test
    void modelsAreListedOnceTheyAreReady() {
        JsonNode listed = ok(endpoint.list().toCompletableFuture().join());

        assertThat(listed.at("/data").size()).isEqualTo(1);
        assertThat(listed.at("/data/0/id").asText()).isEqualTo("rm");
        assertThat(listed.at("/data/0/max_model_len").intValue()).isEqualTo(4096);
    }

    @Test
    void everyRequestIsCountedByFormAndOutcome() {
        post("/classify", "{'input':'a'}");
        post("/classify", "{'text':'long'}");

        assertThat(seen).containsOnly(Map.entry("classify SCORED", 1), Map.entry("sglang-classify INPUT_TOO_LONG", 1));
    }

    // ------------------------------------------------------------------

    private double[] logits(String body) {
        JsonNode data = ok(post("/classify", body)).path("data");
        double[] logits = new double[data.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = data.get(i).at("/probs/0").doubleValue();
        }
        return logits;
    }

    private Answer getReward(String body) {
        return endpoint.getReward(utf8(body), "rm", OptionalDouble.empty())
                .toCompletableFuture()
                .join();
    }

    private Answer post(String path, String body) {
        CompletionStage<Answer> answer = switch (path) {
            case "/classify" -> endpoint.classify(utf8(body), Optional.empty());
            case "/pooling" -> endpoint.pooling(utf8(body), Optional.empty());
            case "/score" -> endpoint.score(utf8(body), Optional.empty());
            case "/v1/classify" -> endpoint.openAiClassify(utf8(body), Optional.empty());
            case "/v1/embeddings" -> endpoint.embeddings(utf8(body), Optional.empty());
            case "/predict" -> endpoint.predict(utf8(body), Optional.empty());
            default -> throw new AssertionError(path);
        };
        return answer.toCompletableFuture().join();
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Json.read(answer.body());
    }

    private static String text(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
