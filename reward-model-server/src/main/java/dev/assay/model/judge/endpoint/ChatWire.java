package dev.assay.model.judge.endpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.TreeMap;

/** The JSON of chat completions, as OpenAI's API reference has it and vLLM, SGLang and llama.cpp follow it. */
final class ChatWire {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(64 << 20)
                    .maxNestingDepth(100)
                    .build())
            .build());

    private static final int COMPLAINT_LIMIT = 300;

    private ChatWire() {}

    /**
     * What an answer holds.
     *
     * @param said what the model says
     * @param promptTokens tokens of the request, 0 where the endpoint does not say
     * @param completionTokens tokens of the answer, 0 where the endpoint does not say
     */
    record Completion(ChatAnswer.Said said, long promptTokens, long completionTokens) {}

    /** The body of a request. The same request gives the same bytes, which is what the cache asks by. */
    static byte[] write(EndpointSettings settings, ChatRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("model", settings.model());
            out.writeArrayFieldStart("messages");
            for (ChatRequest.Message message : request.messages()) {
                out.writeStartObject();
                out.writeStringField("role", message.role());
                out.writeStringField("content", wellFormed(message.content()));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberField(settings.tokensField(), request.maxTokens());
            if (settings.temperature().isPresent()) {
                out.writeNumberField("temperature", settings.temperature().getAsDouble());
            }
            if (request.seed().isPresent()) {
                out.writeNumberField("seed", request.seed().getAsLong());
            }
            for (var member : new TreeMap<>(settings.extra()).entrySet()) {
                out.writeFieldName(member.getKey());
                out.writeRawValue(member.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Half a surrogate pair is no character, and no UTF-8 can carry it. */
    private static String wellFormed(String text) {
        StringBuilder mended = new StringBuilder(0);
        int kept = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            mended.append(text, kept, i).append('\uFFFD');
            kept = i + 1;
        }
        return kept == 0 ? text : mended.append(text, kept, text.length()).toString();
    }

    /** Reads an answer; empty where it is no chat completion. */
    static Optional<Completion> read(byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (root == null) {
            return Optional.empty();
        }
        JsonNode choice = root.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            return Optional.empty();
        }
        boolean truncated = choice.path("finish_reason").asText("").equals("length");
        JsonNode usage = root.path("usage");
        return Optional.of(new Completion(
                new ChatAnswer.Said(content(message.path("content")), truncated),
                tokens(usage.path("prompt_tokens")),
                tokens(usage.path("completion_tokens"))));
    }

    /** Text, or a list of parts of which the texts count; none where all tokens went into reasoning. */
    private static String content(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        StringBuilder text = new StringBuilder();
        if (content.isArray()) {
            for (JsonNode part : content) {
                text.append(part.path("text").asText(""));
            }
        }
        return text.toString();
    }

    private static long tokens(JsonNode count) {
        return count.isIntegralNumber() ? Math.max(0, Math.min(count.asLong(), Integer.MAX_VALUE)) : 0;
    }

    /** What an error says of itself, in its own words. */
    static String complaint(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root != null) {
                JsonNode error = root.path("error");
                JsonNode message = error.isTextual() ? error : error.path("message");
                if (message.isMissingNode()) {
                    message = root.path("message");
                }
                if (message.isTextual()) {
                    String text = message.textValue();
                    return ": " + text.substring(0, Math.min(COMPLAINT_LIMIT, text.length()));
                }
            }
        } catch (IOException e) {
            return ""; // a complaint that is no JSON is of no use to anybody
        }
        return "";
    }
}
