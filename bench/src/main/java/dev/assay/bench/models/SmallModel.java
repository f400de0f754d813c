package dev.assay.bench.models;

import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.checkpoint.CheckpointWriter;
import dev.assay.decoder.checkpoint.TensorType;
import dev.assay.decoder.checkpoint.WeightSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A Qwen2 of 30 million parameters with random weights, the same in every run. */
final class SmallModel {
    static final int VOCABULARY = 8192;

    private static final String CONFIG = """
            {"architectures": ["%s"], "model_type": "qwen2", "vocab_size": 8192, "hidden_size": 512,
             "intermediate_size": 1664, "num_hidden_layers": 8, "num_attention_heads": 8, "num_key_value_heads": 2,
             "max_position_embeddings": 4096, "rms_norm_eps": 1e-06, "rope_theta": 10000.0, "hidden_act": "silu",
             "use_sliding_window": false, "tie_word_embeddings": %s, "pad_token_id": 0, "torch_dtype": "float32"%s}
            """;

    private SmallModel() {}

    /** Writes it as a Hugging Face directory, as language model or with one score; the number of its weights. */
    static long write(Path directory, boolean score) throws IOException {
        Files.createDirectories(directory);
        String config = score
                ? CONFIG.formatted("Qwen2ForSequenceClassification", false, ", \"id2label\": {\"0\": \"score\"}")
                : CONFIG.formatted("Qwen2ForCausalLM", true, "");
        Files.writeString(directory.resolve("config.json"), config);
        Architecture architecture = Checkpoint.architecture(directory);
        new CheckpointWriter(TensorType.F32).write(directory, architecture, SmallModel::weights, directory);
        return architecture.parameters();
    }

    private static WeightSource weights(String name) {
        if (name.contains("norm")) {
            return (_, into, count) -> Arrays.fill(into, 0, count, 1f);
        }
        return (from, into, count) -> {
            Random random = new Random(31L * name.hashCode() + from);
            for (int i = 0; i < count; i++) {
                into[i] = (float) (0.02 * random.nextGaussian());
            }
        };
    }
}
