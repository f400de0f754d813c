package dev.assay.decoder;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.decoder.torch.TorchRuntime;
import dev.assay.decoder.torch.TorchTransformer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The tiny checkpoints with random weights, and what {@code transformers} computes of them. */
public final class Checkpoints {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Checkpoints() {}

    public static Stream<String> languageModels() {
        return Stream.of("tiny-qwen2", "tiny-qwen3", "tiny-llama");
    }

    public static Path directory(String name) {
        try {
            return Path.of(Objects.requireNonNull(Checkpoints.class.getResource("/checkpoints/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TorchTransformer load(String name) {
        return load(directory(name), new TorchOptions());
    }

    public static TorchTransformer load(Path directory, TorchOptions options) {
        assumeTorch();
        try (Checkpoint checkpoint = Checkpoint.open(directory)) {
            return TorchTransformer.load(checkpoint, options);
        }
    }

    /** Skips where the native library does not load. */
    public static void assumeTorch() {
        assumeTrue(
                TorchRuntime.trouble().isEmpty(),
                () -> "skipped: " + TorchRuntime.trouble().orElse(""));
        // The tensors are tiny: more threads would only wait for each other.
        TorchRuntime.useThreads(1);
    }

    public static JsonNode golden(String name) {
        return json(name, "golden.json");
    }

    public static JsonNode json(String name, String file) {
        try {
            return JSON.readTree(Files.readAllBytes(directory(name).resolve(file)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The numbers of a little-endian float32 array file. */
    public static float[] array(String name, String file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(
                            Files.readAllBytes(directory(name).resolve(file)))
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(10 + bytes.getShort(8));
            float[] numbers = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(numbers);
            return numbers;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static int[][] integers(JsonNode rows) {
        return JSON.convertValue(rows, int[][].class);
    }

    public static float[][] floats(JsonNode rows) {
        return JSON.convertValue(rows, float[][].class);
    }

    public static int[] ints(JsonNode row) {
        return JSON.convertValue(row, int[].class);
    }

    public static List<int[]> list(JsonNode rows) {
        return List.of(integers(rows));
    }
}
