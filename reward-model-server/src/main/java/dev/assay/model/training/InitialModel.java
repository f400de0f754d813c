package dev.assay.model.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.checkpoint.Head;
import dev.assay.decoder.checkpoint.TensorShape;
import dev.assay.decoder.checkpoint.WeightSource;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.decoder.torch.TorchTransformer;
import dev.assay.model.vocabulary.BytePairs;
import dev.assay.model.vocabulary.TokenizerFiles;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Where training begins. Everything but the weights lies in a directory in the layout of the model to come; the weights
 * are those of a checkpoint or are drawn. A language model loses its head and gets one score in its place.
 */
final class InitialModel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SPREAD = 0.02;
    /** Of a model that begins with comparing: how much wider embeddings are drawn, so that tokens stay themselves. */
    private static final double WIDER = 5;
    /** What its norms of queries and keys begin with: how sharply it looks. */
    private static final float SHARPNESS = 1.6f;

    private InitialModel() {}

    /**
     * Prepares a model that does not exist yet.
     *
     * @param config members of {@code config.json} without those that follow from the tokenizer and the head
     * @param into an empty directory
     */
    static void fromNothing(Map<String, Object> config, BytePairs vocabulary, Path into) throws IOException {
        ObjectNode all = JSON.valueToTree(config);
        TokenizerFiles.write(vocabulary, into);
        all.put(
                "vocab_size",
                TokenizerFiles.SPECIAL.size() + vocabulary.tokens().size());
        all.put("eos_token_id", TokenizerFiles.SPECIAL.indexOf("<|im_end|>"));
        all.put("pad_token_id", TokenizerFiles.SPECIAL.indexOf(TokenizerFiles.END));
        all.put("tie_word_embeddings", false);
        all.put("dtype", "float32");
        scored(all, prefix(all));
        writeConfig(all, into);
    }

    /**
     * Copies what is no weight from a model directory.
     *
     * @param into an empty directory
     */
    static void from(Path directory, Path into) throws IOException {
        Architecture architecture = Checkpoint.architecture(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!name.matches(".*\\.(safetensors|bin|pt|pth|gguf)|.*\\.index\\.json")) {
                    Files.copy(file, into.resolve(name));
                }
            }
        }
        ObjectNode config = config(into);
        switch (architecture.head()) {
            case Head.Classification classification -> {
                if (classification.width() != 1) {
                    throw new AssayException(
                            ErrorCode.CONFIGURATION,
                            directory + " has " + classification.width() + " labels; a reward model has one");
                }
            }
            case Head.LanguageModel _ -> scored(config, prefix(config));
        }
        writeConfig(config, into);
    }

    /** Loads the prepared model with the weights of a checkpoint; a new head is drawn. */
    static TorchTransformer load(Path prepared, Path directory, long seed, TorchOptions options) {
        Architecture architecture = Checkpoint.architecture(prepared);
        try (Checkpoint checkpoint = Checkpoint.open(directory)) {
            boolean fresh = checkpoint.architecture().head() instanceof Head.LanguageModel;
            return TorchTransformer.load(
                    architecture,
                    name -> fresh && name.equals(architecture.headName())
                            ? drawn(shape(architecture, name), 1 / Math.sqrt(architecture.hidden() + 1.0), seed)
                            : checkpoint.weights(name),
                    options);
        }
    }

    /**
     * Loads the prepared model with weights that are drawn.
     *
     * @param comparing whether the keys of every layer but the first are drawn as its queries, so that attention begins
     *     by looking where else the same token stands. Small models find out by themselves only after many more steps
     *     that this is worth looking for
     */
    static TorchTransformer draw(Path prepared, boolean comparing, long seed, TorchOptions options) {
        Architecture architecture = Checkpoint.architecture(prepared);
        double spread = config(prepared).path("initializer_range").asDouble(SPREAD);
        return TorchTransformer.load(
                architecture,
                name -> comparing
                        ? comparing(architecture, name, spread, seed)
                        : plain(architecture, name, spread, seed),
                options);
    }

    private static WeightSource plain(Architecture architecture, String name, double spread, long seed) {
        TensorShape shape = shape(architecture, name);
        return shape.shape().size() == 1 ? constant(name.endsWith(".bias") ? 0 : 1) : drawn(shape, spread, seed);
    }

    private static WeightSource comparing(Architecture architecture, String name, double spread, long seed) {
        if (name.endsWith("embed_tokens.weight")) {
            return drawn(shape(architecture, name), WIDER * spread, seed);
        }
        if (name.contains(".layers.0.")) {
            return plain(architecture, name, spread, seed);
        }
        if (name.endsWith(".q_norm.weight") || name.endsWith(".k_norm.weight")) {
            return constant(SHARPNESS);
        }
        if (name.endsWith(".k_proj.weight")) {
            TensorShape queries = shape(architecture, name.replace(".k_proj.", ".q_proj."));
            if (!queries.shape().equals(shape(architecture, name).shape())) {
                throw new AssayException(
                        ErrorCode.CONFIGURATION,
                        "new.comparing needs as many num_key_value_heads as num_attention_heads");
            }
            return drawn(queries, spread, seed);
        }
        return plain(architecture, name, spread, seed);
    }

    private static TensorShape shape(Architecture architecture, String name) {
        return architecture.tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static WeightSource constant(float value) {
        return (_, into, count) -> java.util.Arrays.fill(into, 0, count, value);
    }

    /** Read once from front to back, as loading does. */
    private static WeightSource drawn(TensorShape shape, double spread, long seed) {
        SplittableRandom random =
                new SplittableRandom(seed * 1_000_003 + shape.name().hashCode());
        return (_, into, count) -> {
            for (int i = 0; i < count; i++) {
                into[i] = (float) (spread * random.nextGaussian());
            }
        };
    }

    private static String prefix(JsonNode config) {
        return switch (config.path("model_type").asText()) {
            case "qwen2" -> "Qwen2";
            case "qwen3" -> "Qwen3";
            case "llama" -> "Llama";
            default ->
                throw new AssayException(
                        ErrorCode.CONFIGURATION,
                        "model_type is " + config.path("model_type") + "; it must be qwen2, qwen3 or llama");
        };
    }

    private static void scored(ObjectNode config, String prefix) {
        config.putArray("architectures").add(prefix + "ForSequenceClassification");
        config.putObject("id2label").put("0", "LABEL_0");
        config.putObject("label2id").put("LABEL_0", 0);
        config.put("tie_word_embeddings", false);
        if (!config.hasNonNull("pad_token_id")) {
            // transformers refuses batches without it, and looks for the last token that is another.
            JsonNode end = config.path("eos_token_id");
            config.set("pad_token_id", end.isArray() ? end.path(0) : end);
        }
    }

    private static ObjectNode config(Path directory) {
        try {
            return (ObjectNode) JSON.readTree(directory.resolve("config.json").toFile());
        } catch (IOException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, directory + ": config.json: " + e.getMessage());
        }
    }

    private static void writeConfig(ObjectNode config, Path directory) throws IOException {
        Files.write(
                directory.resolve("config.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(config));
    }
}
