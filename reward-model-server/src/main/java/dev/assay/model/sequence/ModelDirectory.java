package dev.assay.model.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the small files of a Hugging Face directory say beside the architecture. */
final class ModelDirectory {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode config;
    private final JsonNode tokenizerConfig;

    ModelDirectory(Path directory) {
        this.config = json(directory.resolve("config.json"));
        Path tokenizer = directory.resolve("tokenizer_config.json");
        this.tokenizerConfig = Files.exists(tokenizer) ? json(tokenizer) : JSON.createObjectNode();
    }

    /** The class that {@code transformers} would load. */
    String architecture() {
        return config.path("architectures")
                .path(0)
                .asText(config.path("model_type").asText("unknown"));
    }

    /** The labels' names, {@code LABEL_0} and so on where there are none. */
    List<String> labels(int values) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            labels.add(config.path("id2label").path(String.valueOf(i)).asText("LABEL_" + i));
        }
        return labels;
    }

    /** The longest input that the model was made for. */
    int contextLength() {
        return config.path("max_position_embeddings").asInt(512);
    }

    /** The text of the token with which a sequence begins. */
    Optional<String> beginning() {
        JsonNode token = tokenizerConfig.path("bos_token");
        String text = token.isObject() ? token.path("content").asText("") : token.asText("");
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, file + " cannot be read: " + e.getMessage());
        }
    }
}
