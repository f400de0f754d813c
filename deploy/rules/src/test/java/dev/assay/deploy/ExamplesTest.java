package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.deploy.demo.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example rollouts get the rewards of the golden file, and the golden file says what a fair grader says but for the
 * lines that are named. {@code ./assay score --in examples/rollouts.jsonl --out examples/rewards.jsonl --recipe
 * r1-zero} writes the golden file anew.
 */
final class ExamplesTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("assay.root", "."), "examples");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void theRewardsAreThoseOfTheGoldenFileByteForByteButForMicros() throws IOException {
        Path out = folder.resolve("rewards.jsonl");
        var ended = CommandLine.run(
                "score",
                "--in",
                EXAMPLES.resolve("rollouts.jsonl").toString(),
                "--out",
                out.toString(),
                "--recipe",
                "r1-zero");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(Golden.differences(Files.readAllLines(out), Files.readAllLines(EXAMPLES.resolve("rewards.jsonl"))))
                .isEmpty();
    }

    @Test
    void theGoldenFileIsFairButForTheLinesThatAreNamed() throws IOException {
        List<JsonNode> expected = read(EXAMPLES.resolve("expected.jsonl"));
        List<JsonNode> golden = read(EXAMPLES.resolve("rewards.jsonl"));
        Set<String> unfair = new TreeSet<>();
        assertThat(golden).hasSameSizeAs(expected);
        for (int i = 0; i < golden.size(); i++) {
            assertThat(golden.get(i).get("id")).isEqualTo(expected.get(i).get("id"));
            for (JsonNode component : golden.get(i).get("components")) {
                JsonNode wanted = expected.get(i).get(component.get("name").asText());
                if (!wanted.get("outcome").equals(component.get("outcome"))
                        || !value(wanted).equals(value(component))) {
                    unfair.add(expected.get(i).get("id").asText() + " "
                            + component.get("name").asText());
                }
            }
        }

        Set<String> named = new TreeSet<>(Files.readAllLines(EXAMPLES.resolve("unfair.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList());
        assertThat(unfair).as("lines that the grader gets wrong").isEqualTo(named);
    }

    @Test
    void everyRolloutHasAnExpectationWithAReasonInWords() throws IOException {
        Set<String> ids = new HashSet<>();
        assertThat(read(EXAMPLES.resolve("expected.jsonl")))
                .hasSizeGreaterThan(200)
                .allSatisfy(line -> {
                    assertThat(ids.add(line.get("id").asText())).isTrue();
                    assertThat(line.get("why").asText()).isNotBlank();
                });
    }

    private static String value(JsonNode component) {
        JsonNode value = component.get("value");
        return value == null || value.isNull() ? "null" : String.valueOf(value.asDouble());
    }

    private static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
