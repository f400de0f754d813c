package dev.assay.decoder.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Hugging Face model directory, opened: {@code config.json} and the weights, in {@code model.safetensors} or in
 * shards with {@code model.safetensors.index.json}. The weights are mapped, not loaded, until {@link #close}. That
 * every tensor of the architecture is there with its shape is checked when it is opened.
 */
public final class Checkpoint implements AutoCloseable {
    static final String CONFIG = "config.json";
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private static final long MOST_SCORES = 1 << 16;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Architecture architecture;
    private final Map<String, StoredTensor> tensors;
    private final Arena arena;

    private Checkpoint(Path directory, Architecture architecture, Map<String, StoredTensor> tensors, Arena arena) {
        this.directory = directory;
        this.architecture = architecture;
        this.tensors = tensors;
        this.arena = arena;
    }

    /**
     * Opens a directory.
     *
     * @throws AssayException CONFIGURATION where something in it is missing or not supported
     */
    public static Checkpoint open(Path directory) {
        Architecture architecture = architecture(directory);
        Arena arena = Arena.ofShared();
        try {
            Map<String, StoredTensor> tensors = mapped(directory, arena);
            check(architecture, tensors);
            return new Checkpoint(directory, architecture, tensors, arena);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Opens a directory as a classification model whose head has other names; what {@code architectures} says is
     * ignored. The weights of {@code score.weight} are those of the named matrix; the bias has its own name.
     *
     * @throws AssayException CONFIGURATION where something in it is missing or not supported
     */
    public static Checkpoint open(Path directory, HeadTensors head) {
        JsonNode config = json(directory.resolve(CONFIG));
        Arena arena = Arena.ofShared();
        try {
            Map<String, StoredTensor> tensors = mapped(directory, arena);
            StoredTensor weight = stored(tensors, head.weight(), 2);
            long rows = weight.shape().shape().getFirst();
            head.bias().ifPresent(bias -> {
                if (stored(tensors, bias, 1).shape().size() != rows) {
                    throw refused(bias + " has not " + rows + " numbers, one for each row of " + head.weight());
                }
            });
            Architecture architecture =
                    ArchitectureReader.read(config, CONFIG, new Head.Classification(Math.toIntExact(rows)));
            tensors.put(architecture.headName(), weight.named(architecture.headName()));
            check(architecture, tensors);
            return new Checkpoint(directory, architecture, tensors, arena);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * What a directory's {@code config.json} describes; the weights need not be there.
     *
     * @throws AssayException CONFIGURATION where it is missing or not supported
     */
    public static Architecture architecture(Path directory) {
        return ArchitectureReader.read(json(directory.resolve(CONFIG)), CONFIG);
    }

    /** The directory that was opened. */
    public Path directory() {
        return directory;
    }

    /** What {@code config.json} describes. */
    public Architecture architecture() {
        return architecture;
    }

    /** The number format of the embedding, which stands for all of them. */
    public TensorType type() {
        return tensor(Architecture.EMBEDDING).type();
    }

    /**
     * The numbers of a tensor, widened to float; readable until {@link #close}.
     *
     * @param name one of {@link Architecture#tensors()}, or another that is stored
     */
    public WeightSource weights(String name) {
        return tensor(name);
    }

    @Override
    public void close() {
        arena.close();
    }

    static JsonNode json(Path file) {
        try {
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            if (node == null || !node.isObject()) {
                throw refused(file + " is no JSON object");
            }
            return node;
        } catch (IOException e) {
            throw refused(file + " cannot be read: " + firstLine(e));
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("") + " ("
                + e.getClass().getSimpleName() + ")";
    }

    private StoredTensor tensor(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor " + name + " in this architecture");
        }
        return tensor;
    }

    private static Map<String, StoredTensor> mapped(Path directory, Arena arena) {
        Path index = directory.resolve(INDEX);
        if (Files.exists(directory.resolve(SINGLE)) || !Files.exists(index)) {
            return SafetensorsFile.map(directory.resolve(SINGLE), arena);
        }
        JsonNode map = json(index).path("weight_map");
        Set<String> files = new LinkedHashSet<>();
        map.forEach(file -> files.add(file.asText()));
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (String file : files) {
            // The index comes with the model: it may only name files of the same directory.
            if (!file.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
                throw refused(INDEX + ": weight_map names " + file + ", which is no plain file name");
            }
            SafetensorsFile.map(directory.resolve(file), arena).forEach((name, tensor) -> {
                if (map.path(name).asText().equals(file)) {
                    tensors.put(name, tensor);
                }
            });
        }
        return tensors;
    }

    /** A stored tensor with so many dimensions, of which the first counts scores. */
    private static StoredTensor stored(Map<String, StoredTensor> tensors, String name, int dimensions) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw refused("the checkpoint has no tensor " + name);
        }
        List<Long> shape = tensor.shape().shape();
        if (shape.size() != dimensions || shape.getFirst() < 1 || shape.getFirst() > MOST_SCORES) {
            throw refused(name + " has shape " + shape + ", which is no head");
        }
        return tensor;
    }

    private static void check(Architecture architecture, Map<String, StoredTensor> tensors) {
        for (TensorShape expected : architecture.tensors()) {
            StoredTensor found = tensors.get(expected.name());
            if (found == null) {
                throw refused("the checkpoint has no tensor " + expected.name());
            }
            if (!found.shape().equals(expected)) {
                throw refused(expected.name() + " has shape " + found.shape().shape() + "; " + CONFIG + " asks for "
                        + expected.shape());
            }
        }
    }

    private static AssayException refused(String message) {
        return new AssayException(ErrorCode.CONFIGURATION, message);
    }
}
