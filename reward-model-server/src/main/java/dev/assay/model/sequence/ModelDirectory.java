package dev.assay.model.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the small files of a Hugging Face directory say beside the architecture. */
final class ModelDirectory {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Their positions start behind the padding token's number. */
    private static final Set<String> SHIFTED = Set.of("roberta", "xlm-roberta", "camembert", "xlm-roberta-xl");

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

    /** The longest input that an exported model was made for, in tokens. */
    int contextLength() {
        int positions = config.path("max_position_embeddings").asInt(512) - firstPosition();
        JsonNode said = tokenizerConfig.path("model_max_length");
        // Where nobody knew, there is a number with thirty digits.
        return said.isInt() && said.intValue() > 0 ? Math.min(positions, said.intValue()) : Math.max(1, positions);
    }

    /** The position of the first token; where it is not 0, the table of positions has rows in front of it. */
    int firstPosition() {
        return SHIFTED.contains(config.path("model_type").asText()) ? padding() + 1 : 0;
    }

    /** The token with which rows are filled up. */
    int padding() {
        return Math.max(0, config.path("pad_token_id").asInt(0));
    }

    /** How many tokens the model has, where the directory says so. */
    OptionalInt vocabulary() {
        JsonNode size = config.path("vocab_size");
        return size.isInt() ? OptionalInt.of(size.intValue()) : OptionalInt.empty();
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
        } catch (NoSuchFileException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, file + ": no such file", e);
        } catch (IOException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, file + " cannot be read: " + e.getMessage());
        }
    }
}
