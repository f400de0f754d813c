package dev.assay.decoder.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a model directory in the layout it was read in: every file that holds no weights is copied, the weights come
 * from a model.
 *
 * @param type the number format of the weights; {@code dtype} or {@code torch_dtype} in {@code config.json} follows
 * @param largestFile shards are cut so that none has more bytes, as long as no single tensor has; a model that fits
 *     into one is written as {@code model.safetensors}
 */
public record CheckpointWriter(TensorType type, long largestFile) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> WEIGHT_FILES =
            List.of(".safetensors", ".safetensors.index.json", ".bin", ".pt", ".pth", ".gguf");

    private static final Pattern SHARD = Pattern.compile("model-[0-9]{5}-of-[0-9]{5}\\.safetensors");

    /** Shards of at most five gibibytes. */
    public CheckpointWriter(TensorType type) {
        this(type, 5L << 30);
    }

    /**
     * Writes a directory.
     *
     * @param like where configuration and tokenizer are copied from
     * @param architecture of the weights
     * @param weights the numbers of each tensor, by name
     * @param target made where it is missing; safetensors files in it are replaced
     */
    public void write(Path like, Architecture architecture, Function<String, WeightSource> weights, Path target)
            throws IOException {
        Files.createDirectories(target);
        copyOtherFiles(like, target);
        List<List<SafetensorsWriter.Entry>> shards = shards(architecture, weights);
        Files.deleteIfExists(target.resolve(Checkpoint.INDEX));
        if (shards.size() == 1) {
            SafetensorsWriter.write(target.resolve(Checkpoint.SINGLE), shards.getFirst(), type);
        } else {
            Files.deleteIfExists(target.resolve(Checkpoint.SINGLE));
            writeShards(shards, target);
        }
        deleteOtherShards(shards.size() == 1 ? 0 : shards.size(), target);
    }

    /** A directory that had more shards, or fewer, keeps none of them. */
    private static void deleteOtherShards(int count, Path target) throws IOException {
        Set<String> written =
                IntStream.rangeClosed(1, count).mapToObj(i -> shard(i, count)).collect(Collectors.toSet());
        try (var listed = Files.list(target)) {
            for (Path file : listed.toList()) {
                String name = file.getFileName().toString();
                if (SHARD.matcher(name).matches() && !written.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String shard(int number, int count) {
        return String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", number, count);
    }

    private void copyOtherFiles(Path like, Path target) throws IOException {
        List<Path> files;
        try (var listed = Files.list(like)) {
            files = listed.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.equals(Checkpoint.CONFIG)) {
                ObjectNode config = (ObjectNode) Checkpoint.json(file);
                // transformers 5 renamed the field and reads both.
                config.put(config.has("torch_dtype") ? "torch_dtype" : "dtype", type.configName());
                Files.write(
                        target.resolve(name),
                        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(config));
            } else if (WEIGHT_FILES.stream().noneMatch(name::endsWith)) {
                Files.write(target.resolve(name), Files.readAllBytes(file));
            }
        }
    }

    private List<List<SafetensorsWriter.Entry>> shards(
            Architecture architecture, Function<String, WeightSource> weights) {
        List<List<SafetensorsWriter.Entry>> shards = new ArrayList<>();
        long bytes = Long.MAX_VALUE;
        for (TensorShape shape : architecture.tensors()) {
            long size = shape.size() * type.bytes();
            if (shards.isEmpty() || bytes + size > largestFile) {
                shards.add(new ArrayList<>());
                bytes = 0;
            }
            shards.getLast().add(new SafetensorsWriter.Entry(shape, weights.apply(shape.name())));
            bytes += size;
        }
        return shards;
    }

    private void writeShards(List<List<SafetensorsWriter.Entry>> shards, Path target) throws IOException {
        ObjectNode index = JSON.createObjectNode();
        ObjectNode map = JSON.createObjectNode();
        long total = 0;
        for (int i = 0; i < shards.size(); i++) {
            String name = shard(i + 1, shards.size());
            SafetensorsWriter.write(target.resolve(name), shards.get(i), type);
            for (SafetensorsWriter.Entry entry : shards.get(i)) {
                map.put(entry.shape().name(), name);
                total += entry.shape().size() * type.bytes();
            }
        }
        index.putObject("metadata").put("total_size", total);
        index.set("weight_map", map);
        // Last: the directory is a checkpoint once the index is there.
        Files.write(
                target.resolve(Checkpoint.INDEX),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(index));
    }
}
