package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.deploy.child.ModelsFlags;
import dev.assay.deploy.demo.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void theRewardsAreThoseOfTheGoldenFile() throws IOException {
        Path file = EXAMPLES.resolve("general-rewards.jsonl");
        Assumptions.assumeTrue(Files.isRegularFile(file), "skipped: there is no " + file);
        assertThat(Golden.differences(rewards, Files.readAllLines(file))).isEmpty();
    }
}
