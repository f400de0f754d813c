package dev.assay.deploy.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.text.ChatFormat;
import dev.assay.decoder.text.Tokenizer;
import dev.assay.reward.AssayException;
import java.util.Map;
import java.util.Optional;

/** Reads lines with one of {@code prompt}, {@code messages} and {@code tokenIds} as token ids. */
final class Requests {
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
        JsonLine request = JsonLine.read(line);
        String field = request.field("prompt, messages and tokenIds", "prompt", "messages", "tokenIds", "token_ids");
        int[] tokens = switch (field) {
            case "prompt" -> tokenizer.encode(request.text(field));
            case "messages" -> messages(request.messages());
            default -> request.ids(field);
        };
        if (tokens.length == 0) {
            throw JsonLine.refused(field + " has no tokens");
        }
        if (tokens.length > architecture.contextLength()) {
            throw JsonLine.refused(
                    field + " has " + tokens.length + " tokens; the model takes " + architecture.contextLength());
        }
        for (int id : tokens) {
            if (id < 0 || id >= architecture.vocabulary()) {
                throw JsonLine.refused(
                        field + " has the token " + id + "; the vocabulary has " + architecture.vocabulary());
            }
        }
        return tokens;
    }

    private int[] messages(JsonNode messages) {
        boolean answered =
                messages.get(messages.size() - 1).path("role").asText().equals("assistant");
        return chat.orElseThrow(() -> JsonLine.refused("messages: the model has no chat template"))
                .encode(messages, !answered, Map.of());
    }
}
