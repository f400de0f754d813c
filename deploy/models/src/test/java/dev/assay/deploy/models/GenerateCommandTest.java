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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path MODEL = Path.of(System.getProperty("assay.root", "../.."))
            .resolve("decoder/src/test/resources/checkpoints/tiny-llama");

    @TempDir
    Path folder;

    @BeforeEach
    void skipWithoutTheLibrary() {
        assumeTrue(
                TorchRuntime.trouble().isEmpty(),
                () -> "skipped: " + TorchRuntime.trouble().orElse(""));
    }

    @Test
    void linesOfEveryKindAreAnsweredInOrderAndBadOnesNamed() throws IOException {
        List<JsonNode> answers = generate(1, """
                {"prompt": "12+7="}
                {"messages": [{"role": "user", "content": "1+1?"}]}
                nonsense
                {"tokenIds": [5, 6, 7]}
                {"tokenIds": [5, 512]}
                {"prompt": "a", "tokenIds": [1]}
                """, "--max-tokens", "5", "--logprobs");
        assertThat(answers).hasSize(6);
        for (int i : new int[] {0, 1, 3}) {
            assertThat(answers.get(i).path("tokenIds").size()).isBetween(1, 5);
            assertThat(answers.get(i).path("logprobs"))
                    .hasSameSizeAs(answers.get(i).path("tokenIds"));
            assertThat(answers.get(i).path("text").isTextual()).isTrue();
        }
        assertThat(answers.get(2).path("line").asInt()).isEqualTo(3);
        assertThat(answers.get(4).path("error").asText()).contains("512");
        assertThat(answers.get(5).path("error").asText()).contains("one of prompt, messages and tokenIds");
    }

    @Test
    void aContentMayBeAListOfTextsAndOfNothingElse() throws IOException {
        List<JsonNode> answers = generate(1, """
                {"messages": [{"role": "user", "content": "1+1?"}]}
                {"messages": [{"role": "user", "content": [{"type": "text", "text": "1+"}, {"type": "text", "text": "1?"}]}]}
                {"messages": [{"role": "user", "content": [{"type": "input_audio", "text": "x"}]}]}
                """, "--max-tokens", "5");
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(answers.get(2).path("error").asText()).contains("messages[0].content", "input_audio");
    }

    @Test
    void withoutNewTokensTheGivenOnesAreScored() throws IOException {
        List<JsonNode> greedy = generate(0, "{\"tokenIds\": [5, 6, 7]}\n", "--max-tokens", "6", "--logprobs");
        List<Integer> all = new ArrayList<>(List.of(5, 6, 7));
        greedy.getFirst().path("tokenIds").forEach(id -> all.add(id.asInt()));
        JsonNode scored = generate(0, "{\"tokenIds\": " + all + "}\n", "--max-tokens", "0", "--logprobs")
                .getFirst();
        assertThat(scored.path("logprobs")).hasSize(all.size());
        assertThat(scored.path("logprobs").get(0).isNull()).isTrue();
        for (int i = 3; i < all.size(); i++) {
            assertThat(scored.path("logprobs").get(i).doubleValue())
                    .isCloseTo(greedy.getFirst().path("logprobs").get(i - 3).doubleValue(), within(1e-4));
        }
    }

    @Test
    void theSeedDecidesAndLinesDiffer() throws IOException {
        String twice = "{\"prompt\": \"1+\"}\n{\"prompt\": \"1+\"}\n";
        List<JsonNode> first = generate(0, twice, "--max-tokens", "12", "--temperature", "1", "--seed", "3");
        assertThat(generate(0, twice, "--max-tokens", "12", "--temperature", "1", "--seed", "3"))
                .isEqualTo(first);
        assertThat(generate(0, twice, "--max-tokens", "12", "--temperature", "1", "--seed", "4"))
                .isNotEqualTo(first);
        assertThat(first.get(0)).isNotEqualTo(first.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--temperature=-1", "--top-p=0", "--max-tokens=-1", "--batch=0", "--device=tpu", "--nonsense"})
    void flagsThatMakeNoSenseAreWrongUsage(String flag) throws IOException {
        Files.writeString(folder.resolve("in"), "{\"prompt\": \"a\"}\n");
        assertThat(Main.execute(
                        "generate",
                        "--model",
                        MODEL.toString(),
                        "--in",
                        folder.resolve("in").toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        flag))
                .isEqualTo(Main.USAGE);
    }

    @Test
    void aDirectoryThatIsNoModelIsWrongUsage() throws IOException {
        Files.writeString(folder.resolve("in"), "{\"prompt\": \"a\"}\n");
        String in = folder.resolve("in").toString();
        assertThat(Main.execute("generate", "--model", folder.toString(), "--in", in, "--out", in + ".out"))
                .isEqualTo(Main.USAGE);
    }

    private List<JsonNode> generate(int expected, String lines, String... flags) throws IOException {
        Path in = Files.writeString(folder.resolve("in.jsonl"), lines);
        Path out = folder.resolve("out.jsonl");
        List<String> arguments = new ArrayList<>(List.of(
                "generate",
                "--model",
                MODEL.toString(),
                "--in",
                in.toString(),
                "--out",
                out.toString(),
                "--threads",
                "1"));
        arguments.addAll(List.of(flags));
        assertThat(Main.execute(arguments.toArray(String[]::new))).isEqualTo(expected);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }
}
