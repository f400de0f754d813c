package dev.assay.deploy.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.decoder.torch.TorchRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifyCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CHECKPOINTS =
            Path.of(System.getProperty("assay.root", "../..")).resolve("decoder/src/test/resources/checkpoints");
    private static final Path MODEL = CHECKPOINTS.resolve("tiny-qwen2-rm");

    @TempDir
    Path folder;

    @BeforeEach
    void skipWithoutTheLibrary() {
        assumeTrue(
                TorchRuntime.trouble().isEmpty(),
                () -> "skipped: " + TorchRuntime.trouble().orElse(""));
    }

    @Test
    void scoresAreThoseOfTransformersInTheOrderOfTheLines() throws IOException {
        JsonNode golden = JSON.readTree(MODEL.resolve("golden.json").toFile());
        StringBuilder lines = new StringBuilder();
        for (JsonNode text : golden.path("texts")) {
            lines.append(JSON.writeValueAsString(Map.of("text", text))).append('\n');
        }
        List<JsonNode> answers = classify(0, lines.toString());
        assertThat(answers).hasSize(golden.path("texts").size());
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).size()).isEqualTo(1);
            assertThat(answers.get(i).path("score").doubleValue())
                    .isCloseTo(golden.path("single_scores").get(i).doubleValue(), within(1e-5));
        }
        // A batch ends where it is full, and nothing is lost or repeated there.
        List<JsonNode> one = classify(0, lines.toString(), "--batch", "2");
        for (int i = 0; i < answers.size(); i++) {
            assertThat(one.get(i).path("score").doubleValue())
                    .isCloseTo(answers.get(i).path("score").doubleValue(), within(1e-5));
        }
    }

    @Test
    void aLineWithoutAScoreSaysWhyAndTheOthersAreScored() throws IOException {
        List<JsonNode> answers = classify(1, """
                {"messages": [{"role": "user", "content": "1+1?"}, {"role": "assistant", "content": "2"}]}
                {"text": ""}

                {"text": "%s"}
                {"text": "a", "messages": []}
                {"messages": [{"role": "user"}]}
                nonsense
                {"tokenIds": [20, 14, 999]}
                {"messages": [], "text_pair": "b"}
                {"text": "a", "textPair": "b"}
                """.formatted("one two ".repeat(300)));
        assertThat(answers).hasSize(9);
        assertThat(answers.getFirst().path("score").isNumber()).isTrue();
        assertThat(answers.getLast().path("score").isNumber()).isTrue();
        List<String> errors = List.of(
                "the input has no tokens",
                "tokens; the model takes 256",
                "one of text, messages and tokenIds is needed, and there are 2",
                "each of messages needs a content that is a string",
                "the line is no JSON",
                "the token 999 is not in the vocabulary of 512",
                "text_pair goes with text");
        for (int i = 0; i < errors.size(); i++) {
            assertThat(answers.get(i + 1).path("error").asText()).contains(errors.get(i));
            assertThat(answers.get(i + 1).path("line").asInt()).isEqualTo(i == 0 ? 2 : i + 3);
        }
    }

    @Test
    void aContentMayBeAListOfTextsAndOfNothingElse() throws IOException {
        List<JsonNode> answers = classify(1, """
                {"messages": [{"role": "user", "content": "1+1?"}]}
                {"messages": [{"role": "user", "content": [{"type": "text", "text": "1+"}, {"text": "1?"}]}]}
                {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]}
                {"messages": [{"role": "user", "content": 7}]}
                """);
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(answers.get(2).path("error").asText())
                .isEqualTo(
                        "messages[0].content may hold parts of the type text with a text, not of the type image_url");
        assertThat(answers.get(3).path("error").asText())
                .isEqualTo("messages[0].content must be a string or a list of parts");
    }

    @Test
    void theLongestInputCanBeSaid() throws IOException {
        List<JsonNode> answers = classify(1, "{\"text\": \"1+1=2\"}\n{\"text\": \"1\"}\n", "--max-tokens", "4");
        assertThat(answers.get(0).path("error").asText()).isEqualTo("5 tokens; the model takes 4");
        assertThat(answers.get(1).path("score").isNumber()).isTrue();
    }

    @Test
    void aHeadWithSeveralValuesGivesAllAndAScoreOnlyWhereItIsSaidWhich() throws IOException {
        // Any matrix of the right width serves as a head.
        String matrix = "model.layers.0.self_attn.k_proj.weight";
        JsonNode all = classify(0, "{\"text\": \"1+1=2\"}\n", "--head", matrix).getFirst();
        assertThat(all.has("score")).isFalse();
        assertThat(all.path("logits").size()).isEqualTo(32);
        JsonNode chosen = classify(0, "{\"text\": \"1+1=2\"}\n", "--head", matrix, "--index", "3")
                .getFirst();
        assertThat(chosen.path("logits")).isEqualTo(all.path("logits"));
        assertThat(chosen.path("score")).isEqualTo(all.path("logits").get(3));
    }

    @Test
    void theHeadsBiasIsAdded() throws IOException {
        String matrix = "model.layers.0.self_attn.k_proj.weight";
        String bias = "model.layers.0.self_attn.k_proj.bias";
        String line = "{\"text\": \"1+1=2\"}\n";
        double without = classify(0, line, "--head", matrix, "--index", "3")
                .getFirst()
                .path("score")
                .doubleValue();
        double with = classify(0, line, "--head", matrix, "--head-bias", bias, "--index", "3")
                .getFirst()
                .path("score")
                .doubleValue();
        assertThat(with).isFinite().isNotEqualTo(without);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--batch=0",
                "--threads=0",
                "--max-tokens=0",
                "--index=-1",
                "--index=1",
                "--device=tpu",
                "--precision=INT8",
                "--head-bias=b",
                "--head=nothing",
                "--onnx=nothing.onnx",
                "--nonsense"
            })
    void flagsThatMakeNoSenseAreWrongUsage(String flag) throws IOException {
        assertThat(run(MODEL, "{\"text\": \"a\"}\n", flag)).isEqualTo(Main.USAGE);
    }

    @Test
    void aDirectoryThatIsNoRewardModelIsWrongUsage() throws IOException {
        assertThat(run(folder, "{\"text\": \"a\"}\n")).isEqualTo(Main.USAGE);
        assertThat(run(CHECKPOINTS.resolve("tiny-llama"), "{\"text\": \"a\"}\n"))
                .isEqualTo(Main.USAGE);
    }

    private List<JsonNode> classify(int expected, String lines, String... flags) throws IOException {
        assertThat(run(MODEL, lines, flags)).isEqualTo(expected);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out.jsonl"))) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }

    private int run(Path model, String lines, String... flags) throws IOException {
        Path in = Files.writeString(folder.resolve("in.jsonl"), lines);
        List<String> arguments = new ArrayList<>(List.of(
                "classify",
                "--model",
                model.toString(),
                "--in",
                in.toString(),
                "--out",
                folder.resolve("out.jsonl").toString()));
        arguments.addAll(List.of(flags));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--threads"))) {
            arguments.add("--threads=1");
        }
        return Main.execute(arguments.toArray(String[]::new));
    }
}
