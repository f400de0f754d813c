package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.deploy.child.ModelsFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./assay score --recipe r1} on the example rollouts of the task general, with the small reward models. The
 * golden file was written by {@code ./assay score --in examples/general-rollouts.jsonl --out
 * examples/general-rewards.jsonl --recipe r1}.
 */
final class GeneralExamplesIT {
    private static final Path EXAMPLES = Path.of(System.getProperty("assay.root", "."), "examples");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Numbers of a model differ by rounding from machine to machine; everything else is the same, byte for byte. */
    private static final Pattern NUMBERS = Pattern.compile(
            "\"(?:micros|reward)\":-?[0-9.E-]+|(?<=\"(?:helpful|safety)\",\"outcome\":\"SCORED\",)\"value\":-?[0-9.E-]+");

    @TempDir
    static Path folder;

    private static List<String> rewards = List.of();

    @BeforeAll
    static void score() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(ModelsFlags.small()), "skipped: the small reward models are not in examples/models");
        BuiltModels.use();
        Path out = folder.resolve("rewards.jsonl");
        var ended = CommandLine.run(
                "score",
                "--in",
                EXAMPLES.resolve("general-rollouts.jsonl").toString(),
                "--out",
                out.toString(),
                "--recipe",
                "r1");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("small reward models");
        rewards = Files.readAllLines(out);
    }

    @Test
    void ofMostPairsTheBetterAnswerHasTheHigherValue() throws IOException {
        Map<String, Double> values = new HashMap<>();
        for (String line : rewards) {
            JsonNode reward = JSON.readTree(line);
            values.put(
                    reward.get("id").asText(), reward.at("/components/0/value").doubleValue());
        }
        int pairs = 0;
        int right = 0;
        for (String line : Files.readAllLines(EXAMPLES.resolve("general-rollouts.jsonl"))) {
            JsonNode rollout = JSON.readTree(line);
            if (rollout.at("/metadata/better").isTextual()) {
                double better =
                        values.getOrDefault(rollout.at("/metadata/better").asText(), Double.NaN);
                pairs++;
                right += better > values.getOrDefault(rollout.get("id").asText(), Double.NaN) ? 1 : 0;
            }
        }
        assertThat(pairs).isEqualTo(6);
        assertThat(right)
                .as("pairs that the small models order as a fair grader does")
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void theRewardsAreThoseOfTheGoldenFile() throws IOException {
        Path file = EXAMPLES.resolve("general-rewards.jsonl");
        Assumptions.assumeTrue(Files.isRegularFile(file), "skipped: there is no " + file);
        List<String> golden = Files.readAllLines(file);
        assertThat(rewards).hasSameSizeAs(golden);
        for (int i = 0; i < golden.size(); i++) {
            assertThat(NUMBERS.matcher(rewards.get(i)).replaceAll("N"))
                    .isEqualTo(NUMBERS.matcher(golden.get(i)).replaceAll("N"));
            JsonNode reward = JSON.readTree(rewards.get(i));
            JsonNode expected = JSON.readTree(golden.get(i));
            assertThat(reward.get("reward").doubleValue())
                    .isCloseTo(expected.get("reward").doubleValue(), within(1e-4));
            assertThat(reward.at("/components/0/value").doubleValue())
                    .isCloseTo(expected.at("/components/0/value").doubleValue(), within(1e-4));
        }
    }
}
