package dev.assay.deploy.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.assay.decoder.torch.TorchRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of(System.getProperty("assay.root", "../.."));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    /**
     * A judge on loopback. It much prefers the response with the word "good", cannot decide where both or none have it,
     * refuses questions about what is "forbidden", and never answers those about what is "endless".
     */
    @BeforeEach
    void play() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                String question = JSON.readTree(exchange.getRequestBody().readAllBytes())
                        .path("messages")
                        .path(1)
                        .path("content")
                        .asText();
                asked.countDown();
                if (question.contains("endless")) {
                    over.await();
                }
                byte[] answer = completion(question);
                exchange.sendResponseHeaders(question.contains("forbidden") ? 403 : 200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    private static byte[] completion(String question) throws IOException {
        int second = question.indexOf("BEGIN RESPONSE B");
        boolean a = question.substring(0, second).contains("good");
        boolean b = question.substring(second).contains("good");
        String verdict = a == b ? "[[A=B]]" : a ? "[[A>>B]]" : "[[B>>A]]";
        return JSON.writeValueAsBytes(
                Map.of("choices", List.of(Map.of("finish_reason", "stop", "message", Map.of("content", verdict)))));
    }

    @AfterEach
    void end() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void pairsThatTheJudgeDecidesAreWrittenWithWhatBecameOfAll() throws IOException {
        Path config = preferences("""
                {"prompt": "one", "responses": ["a bad one", "a good one"]}
                {"prompt": [{"role": "user", "content": "two"}], "responses": ["good a", "good b"]}
                {"prompt": "three", "responses": ["same", "same"]}
                """, "");

        assertThat(train(config))
                .as(complaints.toString(StandardCharsets.UTF_8))
                .isEqualTo(Main.DONE);

        assertThat(lines("pairs.jsonl")).singleElement().satisfies(pair -> {
            assertThat(pair.path("chosen").asText()).isEqualTo("a good one");
            assertThat(pair.path("rejected").asText()).isEqualTo("a bad one");
            assertThat(pair.path("prompt").path(0).path("content").asText()).isEqualTo("one");
        });
        assertThat(lines("pairs.jsonl.decisions.jsonl"))
                .extracting(line -> line.path("decision").asText())
                .containsExactly("KEPT", "TOO_CLOSE", "NOTHING_TO_COMPARE");
        assertThat(requests.get()).as("two runs in both orders of two pairs").isEqualTo(8);
    }

    @Test
    void aPairAboutWhichTheJudgeDidNotAnswerIsInNoFileAndMakesTheExitCodeOne() throws IOException {
        Path config = preferences("""
                {"prompt": "one", "responses": ["a bad one", "a good one"]}
                {"prompt": "forbidden", "responses": ["a bad one", "a good one"]}
                """, "");

        assertThat(train(config)).isEqualTo(Main.NEGATIVE);

        assertThat(lines("pairs.jsonl")).hasSize(1);
        JsonNode failed = lines("pairs.jsonl.decisions.jsonl").getLast();
        assertThat(failed.path("decision").asText()).isEqualTo("FAILED");
        assertThat(failed.path("why").asText()).contains("REFUSED", "403");
    }

    /** What is changed in a configuration that works, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            threshold: 3 | threshold: must be from 0 to less than 2, not 3.0
            tolerance: -0.5 | tolerance: must be 0 or more, not -0.5
            tolerance: some | tolerance: must be a number, not some
            parallel: 0 | parallel: must be a whole number from 1 to 1024, not 0
            perPrompt: many | perPrompt: must be a whole number from 1 to 1048576, not many
            timeout: 0 | timeout: must be a whole number from 1 to 86400, not 0
            judge: nobody | judge: there is no judge nobody; there are: [strict]
            judge: [strict] | judge: must be text, not [strict]
            judges: nothing.yaml | nothing.yaml: cannot be read
            responses: nothing.jsonl | nothing.jsonl cannot be read
            output: . | is a folder; name a file
            output: judges.yaml/pairs.jsonl | judges.yaml cannot be made
            kind: poem | kind: must be one of reward-model, preference-data, not poem
            nonsense: 1 | nonsense: is not known; known: kind, responses
            """)
    void aFieldThatCannotBeUsedIsNamedBeforeTheJudgeIsAsked(String change, String message) throws IOException {
        Path config = preferences("{\"prompt\": \"one\", \"responses\": [\"bad\", \"good\"]}\n", change);

        assertThat(train(config)).isEqualTo(Main.USAGE);

        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .startsWith("assay: ")
                .contains(message);
        assertThat(requests.get()).isZero();
        assertThat(folder.resolve("pairs.jsonl")).doesNotExist();
    }

    @Test
    void aConfigurationThatIsNotThereOrSaysNothingIsWrongUsage() throws IOException {
        assertThat(train(folder.resolve("none.yaml"))).isEqualTo(Main.USAGE);
        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("none.yaml: no such file");
        assertThat(train(Files.createFile(folder.resolve("empty.yaml")))).isEqualTo(Main.USAGE);
        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("kind: must be one of");
        assertThat(train(Files.writeString(folder.resolve("broken.yaml"), "{kind")))
                .isEqualTo(Main.USAGE);
        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("broken.yaml: not YAML");
    }

    @Test
    void anInterruptedProcedureSaysSoAndLeavesNothing() throws Exception {
        Path config = preferences("""
                {"prompt": "one", "responses": ["a bad one", "a good one"]}
                {"prompt": "endless", "responses": ["a bad one", "a good one"]}
                """, "parallel: 1");
        Process process = start(config);
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();

        String said = ended(process);

        assertThat(said).contains("assay: stopped; nothing was written");
        assertThat(names()).containsExactlyInAnyOrder("config.yaml", "judges.yaml", "responses.jsonl", "said.txt");
    }

    @Test
    void aTinyRewardModelIsTrainedAndWritten() throws IOException {
        skipWithoutTheLibrary();
        assertThat(train(rewardModel("output: made")))
                .as(complaints.toString(StandardCharsets.UTF_8))
                .isEqualTo(Main.DONE);

        assertThat(Files.readString(folder.resolve("made/config.json"))).contains("Qwen2ForSequenceClassification");
        assertThat(folder.resolve("made/model.safetensors")).isNotEmptyFile();
        assertThat(lines("made.metrics.jsonl")).hasSize(2);
        assertThat(names()).containsExactlyInAnyOrder("config.yaml", "pairs.jsonl", "made", "made.metrics.jsonl");
    }

    @Test
    void anOutputThatCannotBeWrittenIsNamedAndNothingIsTrained() throws IOException {
        skipWithoutTheLibrary();
        assertThat(train(rewardModel("output: pairs.jsonl/made"))).isEqualTo(Main.ENVIRONMENT);

        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .contains(folder.resolve("pairs.jsonl") + ": file already exists")
                .doesNotContain("examples (");
    }

    @Test
    void anInterruptedTrainingEndsItsStepAndLeavesTheLastCheckpoint() throws Exception {
        skipWithoutTheLibrary();
        Process process = start(rewardModel("output: made\nepochs: 100000\nsaveEvery: 1"));
        while (!Files.exists(folder.resolve("made/model.safetensors")) && process.isAlive()) {
            Thread.onSpinWait();
        }

        String said = ended(process);

        assertThat(said).contains("assay: stopped; what was saved last");
        assertThat(folder.resolve("made/model.safetensors")).isNotEmptyFile();
        assertThat(names())
                .containsExactlyInAnyOrder("config.yaml", "pairs.jsonl", "made", "made.metrics.jsonl", "said.txt");
    }

    private static void skipWithoutTheLibrary() {
        assumeTrue(
                TorchRuntime.trouble().isEmpty(),
                () -> "skipped: " + TorchRuntime.trouble().orElse(""));
    }

    private Path preferences(String responses, String change) throws IOException {
        Files.writeString(folder.resolve("responses.jsonl"), responses);
        Files.writeString(
                folder.resolve("judges.yaml"),
                "judges: {strict: {url: 'http://127.0.0.1:%d/v1', model: played}}"
                        .formatted(server.getAddress().getPort()));
        return configuration("""
                kind: preference-data
                responses: responses.jsonl
                judges: judges.yaml
                judge: strict
                tolerance: 10
                output: pairs.jsonl
                """, change);
    }

    private Path rewardModel(String change) throws IOException {
        Files.writeString(folder.resolve("pairs.jsonl"), """
                {"prompt": "1+1?", "chosen": "2", "rejected": "3"}
                {"prompt": "1+2?", "chosen": "<think>so</think>three", "rejected": "four"}
                """);
        Path model = ROOT.resolve("decoder/src/test/resources/checkpoints/tiny-qwen2");
        return configuration("""
                kind: reward-model
                role: helpful
                model: %s
                data: {train: [pairs.jsonl]}
                batch: {examples: 1}
                threads: 1
                """.formatted(model.toAbsolutePath()), change);
    }

    /** A changed line takes the place of the one that sets the same. */
    private Path configuration(String works, String change) throws IOException {
        String changed = change.lines()
                .map(line -> line.substring(0, line.indexOf(':') + 1))
                .findFirst()
                .orElse("-");
        StringBuilder yaml = new StringBuilder();
        works.lines()
                .filter(line -> !line.startsWith(changed))
                .forEach(line -> yaml.append(line).append('\n'));
        return Files.writeString(folder.resolve("config.yaml"), yaml + change + "\n");
    }

    private int train(Path config) {
        PrintStream before = System.err;
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
        try {
            return Main.execute("train", "--config", config.toString());
        } finally {
            System.setErr(before);
        }
    }

    private Process start(Path config) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    /** Ends it as Ctrl-C does, which a child of a process in the background may not hear; gives what it said. */
    private String ended(Process process) throws IOException, InterruptedException {
        try {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(folder.resolve("said.txt"));
    }

    private List<JsonNode> lines(String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(name))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
