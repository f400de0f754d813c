package dev.assay.model.sequence;

import com.fasterxml.jackson.databind.JsonNode;

/** What a chat message says, in the JSON that trainers and OpenAI's clients write. */
public final class MessageContent {
    private static final String TEXT = "text";

    private MessageContent() {}

    /**
     * The text: a string, or a list of parts of which each is text, one behind the other.
     *
     * @param at what the message is called in complaints, as {@code messages[0].content}
     * @throws IllegalArgumentException where it is something else, such as a picture
     */
    public static String text(JsonNode content, String at) {
        if (content.isTextual()) {
            return content.textValue();
        }
        if (!content.isArray()) {
            throw new IllegalArgumentException(at + " must be a string or a list of parts");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            String type = part.path("type").asText(TEXT);
            if (!type.equals(TEXT) || !part.path(TEXT).isTextual()) {
                throw new IllegalArgumentException(
                        at + " may hold parts of the type text with a text, not of the type " + type);
            }
            text.append(part.path(TEXT).textValue());
        }
        return text.toString();
    }
}
