package dev.assay.deploy.models;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.codec.MessageContent;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.util.List;

/** A line of a file, as a JSON object. Whatever cannot be used is an INVALID_FIELD that says what. */
final class JsonLine {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final String CONTENT = "content";

    private final JsonNode object;

    private JsonLine(JsonNode object) {
        this.object = object;
    }

    static JsonLine read(byte[] line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node == null || !node.isObject()) {
                throw refused("the line is no JSON object");
            }
            return new JsonLine(node);
        } catch (IOException e) {
            throw refused("the line is no JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /**
     * The only one of some fields that the line has.
     *
     * @param names as people know them, for the message
     */
    String field(String names, String... fields) {
        List<String> given = List.of(fields).stream().filter(this::has).toList();
        if (given.size() != 1) {
            throw refused("one of " + names + " is needed, and there are " + given.size());
        }
        return given.getFirst();
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    String text(String field) {
        JsonNode text = object.path(field);
        if (!text.isTextual()) {
            throw refused(field + " must be a string");
        }
        return text.textValue();
    }

    /** At least one message, each with a role; contents that are parts become their text. */
    JsonNode messages() {
        if (!(object.path("messages") instanceof ArrayNode messages) || messages.isEmpty()) {
            throw refused("messages must be a list with at least one message");
        }
        for (int i = 0; i < messages.size(); i++) {
            if (!messages.path(i).path("role").isTextual()) {
                throw refused("each of messages needs a role");
            }
            // Messages that only call tools have none.
            if (messages.path(i) instanceof ObjectNode message && message.hasNonNull(CONTENT)) {
                String at = "messages[" + i + "]." + CONTENT;
                message.put(CONTENT, MessageContent.text(message.path(CONTENT), why -> refused(at + " " + why)));
            }
        }
        return messages;
    }

    int[] ids(String field) {
        JsonNode ids = object.path(field);
        int[] tokens = new int[ids.size()];
        for (int i = 0; i < tokens.length; i++) {
            if (!ids.path(i).isInt()) {
                throw refused("tokenIds must be a list of whole numbers");
            }
            tokens[i] = ids.path(i).intValue();
        }
        return tokens;
    }

    static AssayException refused(String message) {
        return new AssayException(ErrorCode.INVALID_FIELD, message);
    }
}
