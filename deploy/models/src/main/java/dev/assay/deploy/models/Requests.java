package dev.assay.deploy.models;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.text.ChatFormat;
import dev.assay.decoder.text.Tokenizer;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads lines with one of {@code prompt}, {@code messages} and {@code tokenIds} as token ids. */
final class Requests {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Tokenizer tokenizer;
    private final Optional<ChatFormat> chat;
    private final Architecture architecture;

    Requests(Tokenizer tokenizer, Optional<ChatFormat> chat, Architecture architecture) {
        this.tokenizer = tokenizer;
        this.chat = chat;
        this.architecture = architecture;
    }

    /**
     * The tokens of a line.
     *
     * @throws AssayException where it cannot be read, or has more tokens than the model takes
     */
    int[] tokens(byte[] line) {
        JsonNode request = json(line);
        String field = field(request);
        int[] tokens = switch (field) {
            case "prompt" -> tokenizer.encode(text(request.path(field)));
            case "messages" -> messages(request.path(field));
            default -> ids(request.path(field));
        };
        if (tokens.length == 0) {
            throw refused(field + " has no tokens");
        }
        if (tokens.length > architecture.contextLength()) {
            throw refused(field + " has " + tokens.length + " tokens; the model takes " + architecture.contextLength());
        }
        for (int id : tokens) {
            if (id < 0 || id >= architecture.vocabulary()) {
                throw refused(field + " has the token " + id + "; the vocabulary has " + architecture.vocabulary());
            }
        }
        return tokens;
    }

    private static JsonNode json(byte[] line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node == null || !node.isObject()) {
                throw refused("the line is no JSON object");
            }
            return node;
        } catch (IOException e) {
            throw refused("the line is no JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static String field(JsonNode request) {
        var given = Stream.of("prompt", "messages", "tokenIds", "token_ids")
                .filter(request::hasNonNull)
                .toList();
        if (given.size() != 1) {
            throw refused("one of prompt, messages and tokenIds is needed, and there are " + given.size());
        }
        return given.getFirst();
    }

    private static String text(JsonNode prompt) {
        if (!prompt.isTextual()) {
            throw refused("prompt must be a string");
        }
        return prompt.textValue();
    }

    private int[] messages(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw refused("messages must be a list with at least one message");
        }
        for (JsonNode message : messages) {
            if (!message.path("role").isTextual()) {
                throw refused("each of messages needs a role");
            }
        }
        boolean answered =
                messages.get(messages.size() - 1).path("role").asText().equals("assistant");
        return chat.orElseThrow(() -> refused("messages: the model has no chat template"))
                .encode(messages, !answered, Map.of());
    }

    private static int[] ids(JsonNode ids) {
        int[] tokens = new int[ids.size()];
        for (int i = 0; i < tokens.length; i++) {
            if (!ids.path(i).isInt()) {
                throw refused("tokenIds must be a list of whole numbers");
            }
            tokens[i] = ids.path(i).intValue();
        }
        return tokens;
    }

    private static AssayException refused(String message) {
        return new AssayException(ErrorCode.INVALID_FIELD, message);
    }
}
