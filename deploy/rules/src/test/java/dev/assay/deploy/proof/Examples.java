package dev.assay.deploy.proof;

import dev.assay.codec.RolloutReader;
import dev.assay.rollout.Rollout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The example rollouts, from which the proofs make their own. */
final class Examples {
    static final Path FOLDER = Path.of(System.getProperty("assay.root", "."), "examples");

    private Examples() {}

    static List<byte[]> lines() throws IOException {
        return Files.readAllLines(FOLDER.resolve("rollouts.jsonl")).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    static List<Rollout> rollouts() throws IOException {
        List<Rollout> rollouts = new ArrayList<>();
        for (byte[] line : lines()) {
            rollouts.add(RolloutReader.read(line));
        }
        return rollouts;
    }
}
