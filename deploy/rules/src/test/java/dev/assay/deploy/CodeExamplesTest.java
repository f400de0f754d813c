package dev.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.pool.Sandboxes;
import dev.assay.code.run.BoxReport;
import dev.assay.deploy.demo.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example programs get the rewards of their golden file, which {@code ./assay score --in
 * examples/code-rollouts.jsonl --out examples/code-rewards.jsonl} writes anew.
 */
final class CodeExamplesTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("assay.root", "."), "examples");

    @TempDir
    Path folder;

    @Test
    void theRewardsAreThoseOfTheGoldenFileByteForByteButForMicros() throws IOException {
        Assumptions.assumeTrue(Sandboxes.probe().stream().anyMatch(BoxReport::safe), "no box works on this machine");
        Assumptions.assumeTrue(
                Sandboxes.languages().stream().anyMatch(one -> one.name().equals("python") && one.available()),
                "python3 is not on this machine");
        Path out = folder.resolve("rewards.jsonl");
        var ended = CommandLine.run(
                "score", "--in", EXAMPLES.resolve("code-rollouts.jsonl").toString(), "--out", out.toString());
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(Golden.differences(
                        Files.readAllLines(out), Files.readAllLines(EXAMPLES.resolve("code-rewards.jsonl"))))
                .isEmpty();
    }
}
