package dev.assay.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** What a chat message says, in the JSON that trainers and OpenAI's clients write. */
public final class MessageContent {
    private static final String TEXT = "text";

    private MessageContent() {}

    /**
     * The text: a string, or a list of parts of which each is text, one behind the other.
     *
     * @param wrong makes the exception where it is something else, such as a picture, of what is the matter with it
     */
    public static String text(JsonNode content, Function<String, ? extends RuntimeException> wrong) {
        if (content.isTextual()) {
            return content.textValue();
        }
        if (!content.isArray()) {
            throw wrong.apply("must be a string or a list of parts");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            String type = part.path("type").asText(TEXT);
            if (!type.equals(TEXT) || !part.path(TEXT).isTextual()) {
                throw wrong.apply("may hold parts of the type text with a text, not of the type " + type);
            }
            text.append(part.path(TEXT).textValue());
        }
        return text.toString();
    }
}
