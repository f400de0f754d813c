package dev.assay.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.decoder.torch.TorchRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The tiny reward model with random weights that the decoder is tested with, and what transformers computes of it. */
public final class TinyRewardModel {
    public static final Path DIRECTORY = Path.of(Objects.requireNonNull(System.getProperty("assay.root"), "assay.root"))
            .resolve("decoder/src/test/resources/checkpoints/tiny-qwen2-rm");

    private TinyRewardModel() {}

    /** Skips where the native library does not load. */
    public static void assumeTorch() {
        assumeTrue(
                TorchRuntime.trouble().isEmpty(),
                () -> "skipped: " + TorchRuntime.trouble().orElse(""));
        // The tensors are tiny: more threads would only wait for each other.
        TorchRuntime.useThreads(1);
    }

    public static JsonNode golden() throws IOException {
        return new ObjectMapper().readTree(DIRECTORY.resolve("golden.json").toFile());
    }

    /** A copy; another {@code note} makes another version of it. */
    public static Path copy(Path directory, String note) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName().toString()));
            }
        }
        Files.writeString(directory.resolve("special_tokens_map.json"), "{\"note\": \"" + note + "\"}");
        Files.writeString(directory.resolve("evaluation.json"), "\"changes nothing\"");
        return directory;
    }
}
