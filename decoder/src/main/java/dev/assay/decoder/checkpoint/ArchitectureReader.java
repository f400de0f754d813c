package dev.assay.decoder.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Reads {@code config.json} in the layouts of transformers 4 ({@code rope_theta}, {@code rope_scaling}) and 5
 * ({@code rope_parameters}).
 */
final class ArchitectureReader {
    private final ConfigFields config;

    /** What a file cannot make us count up to. */
    private static final int MOST_LAYERS = 10_000;

    private ArchitectureReader(ConfigFields config) {
        this.config = config;
    }

    static Architecture read(JsonNode config, String where) {
        ArchitectureReader reader = new ArchitectureReader(new ConfigFields(config, where));
        return reader.architecture(reader.head());
    }

    /** With another head than the file names. */
    static Architecture read(JsonNode config, String where, Head head) {
        return new ArchitectureReader(new ConfigFields(config, where)).architecture(head);
    }

    private Architecture architecture(Head head) {
        Family family = family();
        refuseWhatIsNotThere();
        int hidden = config.positive("hidden_size");
        int heads = config.positive("num_attention_heads");
        int keyValueHeads = config.positive("num_key_value_heads", heads);
        if (heads % keyValueHeads != 0) {
            throw config.refused("num_key_value_heads", "must divide num_attention_heads, which is " + heads);
        }
        boolean bias = config.flag("attention_bias", family == Family.QWEN2);
        if (family == Family.QWEN2 && !bias) {
            throw config.refused("attention_bias", "must be true or absent for qwen2");
        }
        if (config.positive("num_hidden_layers") > MOST_LAYERS) {
            throw config.refused("num_hidden_layers", "must be at most " + MOST_LAYERS);
        }
        return new Architecture(
                family,
                config.positive("vocab_size"),
                hidden,
                config.positive("intermediate_size"),
                config.positive("num_hidden_layers"),
                heads,
                keyValueHeads,
                headDimension(hidden, heads),
                config.positiveNumber("rms_norm_eps"),
                theta(),
                scaling(),
                bias,
                bias && family != Family.QWEN2,
                config.flag("mlp_bias", false),
                family == Family.QWEN3,
                config.positive("max_position_embeddings"),
                head);
    }

    private Family family() {
        String type = config.text("model_type", "");
        return Arrays.stream(Family.values())
                .filter(family -> family.modelType().equals(type))
                .findFirst()
                .orElseThrow(() -> config.refused(
                        "model_type",
                        "must be one of "
                                + Arrays.stream(Family.values())
                                        .map(Family::modelType)
                                        .collect(Collectors.joining(", "))));
    }

    private void refuseWhatIsNotThere() {
        if (!config.text("hidden_act", "silu").equals("silu")) {
            throw config.refused("hidden_act", "must be silu");
        }
        if (config.flag("use_sliding_window", false)) {
            throw config.refused("use_sliding_window", "must be false: sliding windows are not supported");
        }
        for (JsonNode layer : config.raw("layer_types")) {
            if (!layer.asText().equals("full_attention")) {
                throw config.refused("layer_types", "must be full_attention in every layer");
            }
        }
        if (config.has("quantization_config")) {
            throw config.refused("quantization_config", "must be absent: quantised weights are not supported");
        }
        if (config.positive("pretraining_tp", 1) != 1) {
            throw config.refused("pretraining_tp", "must be 1");
        }
    }

    private int headDimension(int hidden, int heads) {
        if (!config.has("head_dim") && hidden % heads != 0) {
            throw config.refused("num_attention_heads", "must divide hidden_size, which is " + hidden);
        }
        int dimension = config.positive("head_dim", hidden / heads);
        if (dimension % 2 != 0) {
            throw config.refused("head_dim", "must be even");
        }
        return dimension;
    }

    private double theta() {
        if (config.has("rope_parameters") && config.object("rope_parameters").has("rope_theta")) {
            return config.object("rope_parameters").positiveNumber("rope_theta");
        }
        return config.has("rope_theta") ? config.positiveNumber("rope_theta") : 10_000;
    }

    private RopeScaling scaling() {
        String field = config.has("rope_parameters") ? "rope_parameters" : "rope_scaling";
        if (!config.has(field)) {
            return new RopeScaling.None();
        }
        ConfigFields rope = config.object(field);
        // Before transformers 4.45 the field was named type.
        String name = rope.has("rope_type") ? "rope_type" : "type";
        return switch (rope.text(name, "default")) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(rope.positiveNumber("factor"));
            case "llama3" -> llama3(rope);
            default -> throw rope.refused(name, "must be default, linear or llama3");
        };
    }

    private static RopeScaling llama3(ConfigFields rope) {
        double low = rope.positiveNumber("low_freq_factor");
        double high = rope.positiveNumber("high_freq_factor");
        if (high <= low) {
            throw rope.refused("high_freq_factor", "must be greater than low_freq_factor, which is " + low);
        }
        return new RopeScaling.Llama3(
                rope.positiveNumber("factor"), low, high, rope.positive("original_max_position_embeddings"));
    }

    private Head head() {
        Family family = family();
        String name = config.raw("architectures").path(0).asText(family.classPrefix() + "ForCausalLM");
        if (name.equals(family.classPrefix() + "ForCausalLM")) {
            // Absent means untied: the default of all three families, though not of their base class.
            return new Head.LanguageModel(config.positive("vocab_size"), config.flag("tie_word_embeddings", false));
        }
        if (name.equals(family.classPrefix() + "ForSequenceClassification")) {
            return new Head.Classification(labels());
        }
        throw config.refused(
                "architectures",
                "must name " + family.classPrefix() + "ForCausalLM or " + family.classPrefix()
                        + "ForSequenceClassification");
    }

    private int labels() {
        if (config.raw("id2label").isObject()) {
            return Math.max(1, config.raw("id2label").size());
        }
        // What transformers takes where the file says nothing.
        return config.positive("num_labels", 2);
    }
}
