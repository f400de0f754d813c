package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example rollouts about languages get the shares that their expectations name. */
final class LanguageExamplesTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("assay.root", "../.."), "examples");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void everyShareLiesInTheRangeThatIsExpectedAndHasItsReason() throws IOException {
        Path out = folder.resolve("out.jsonl");
        var ended = CommandLine.run(
                "score",
                "--in",
                EXAMPLES.resolve("language.jsonl").toString(),
                "--out",
                out.toString(),
                "--recipe",
                EXAMPLES.resolve("language.yaml").toString());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        List<String> rewards = Files.readAllLines(out);
        List<String> expected = Files.readAllLines(EXAMPLES.resolve("language-expected.jsonl"));
        assertThat(rewards).hasSameSizeAs(expected);
        for (int i = 0; i < rewards.size(); i++) {
            JsonNode wanted = JSON.readTree(expected.get(i));
            JsonNode language = JSON.readTree(rewards.get(i)).get("components").get(0);
            assertThat(language.get("reason").asText())
                    .as(rewards.get(i))
                    .isEqualTo(wanted.get("reason").asText());
            if (wanted.has("least")) {
                assertThat(language.get("value").asDouble())
                        .as(rewards.get(i))
                        .isBetween(wanted.get("least").asDouble(), wanted.get("most").asDouble());
            } else {
                assertThat(language.get("outcome").asText()).isEqualTo("NOT_APPLICABLE");
            }
        }
    }
}
