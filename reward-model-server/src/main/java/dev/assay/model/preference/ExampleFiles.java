package dev.assay.model.preference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.codec.MessageContent;
import dev.assay.decoder.text.ChatFormat;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.rollout.Text.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Files of examples, a JSON object a line. A pair is {@code {"prompt", "chosen", "rejected"}} with optional
 * {@code margin} and {@code kind}; a labelled completion is {@code {"prompt", "completion", "label"}} with a label of
 * true (safe) or false and an optional {@code kind}. Prompts and completions are a string or chat messages, in the
 * forms that trainers use.
 */
public final class ExampleFiles {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private ExampleFiles() {}

    /**
     * Reads pairs.
     *
     * @throws AssayException CONFIGURATION, naming file and line, where something cannot be read
     */
    public static List<PreferencePair> pairs(Path file) {
        return lines(file, ExampleFiles::pair);
    }

    /** Reads labelled completions; as {@link #pairs}. */
    public static List<SafetyExample> labelled(Path file) {
        return lines(file, ExampleFiles::labelled);
    }

    /** A pair as a line, without its end. */
    public static String line(PreferencePair pair) {
        ObjectNode node = JSON.createObjectNode();
        node.set("prompt", messages(pair.prompt()));
        node.put("chosen", pair.chosen()).put("rejected", pair.rejected());
        node.put("margin", pair.margin()).put("kind", pair.kind());
        return node.toString();
    }

    /** A labelled completion as a line, without its end. */
    public static String line(SafetyExample example) {
        ObjectNode node = JSON.createObjectNode();
        node.set("prompt", messages(example.prompt()));
        node.put("completion", example.completion()).put("label", example.safe());
        return node.put("kind", example.kind()).toString();
    }

    static <T> List<T> lines(Path file, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    all.add(read.apply(JSON.readTree(line)));
                } catch (IOException | IllegalArgumentException e) {
                    String why =
                            String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                    throw new AssayException(ErrorCode.CONFIGURATION, file + ": line " + number + ": " + why);
                }
            }
        } catch (IOException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, file + " cannot be read: " + e);
        }
        return all;
    }

    /** The messages of a prompt; a string is the user's. */
    static List<Message> prompt(JsonNode node) {
        JsonNode prompt = node.path("prompt");
        if (prompt.isTextual()) {
            return List.of(new Message("user", prompt.textValue()));
        }
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : prompt) {
            if (!message.path("role").isTextual() || !message.has("content")) {
                throw new IllegalArgumentException("a message of prompt needs role and content");
            }
            String at = "prompt[" + messages.size() + "].content";
            messages.add(new Message(message.path("role").textValue(), content(message, at)));
        }
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("prompt must be a string or a list of messages");
        }
        return messages;
    }

    /** What the assistant says. */
    static String completion(JsonNode completion, String name) {
        if (completion.isTextual()) {
            return completion.textValue();
        }
        List<String> turns = new ArrayList<>();
        for (JsonNode message : completion) {
            if (message.path("role").asText().equals("assistant")) {
                turns.add(content(message, "content of " + name));
            }
        }
        if (turns.isEmpty()) {
            throw new IllegalArgumentException(name + " must be a string or messages of the assistant");
        }
        return String.join("\n", turns);
    }

    private static String content(JsonNode message, String at) {
        return MessageContent.text(message.path("content"), why -> new IllegalArgumentException(at + " " + why));
    }

    static ArrayNode messages(List<Message> messages) {
        return ChatFormat.json(messages);
    }

    private static PreferencePair pair(JsonNode node) {
        JsonNode margin = node.path("margin");
        if (!margin.isMissingNode() && !margin.isNumber()) {
            throw new IllegalArgumentException("margin must be a number");
        }
        return new PreferencePair(
                prompt(node),
                completion(node.path("chosen"), "chosen"),
                completion(node.path("rejected"), "rejected"),
                margin.asDouble(0),
                node.path("kind").asText(""));
    }

    private static SafetyExample labelled(JsonNode node) {
        if (!node.path("label").isBoolean()) {
            throw new IllegalArgumentException("label must be true (safe) or false");
        }
        return new SafetyExample(
                prompt(node),
                completion(node.path("completion"), "completion"),
                node.path("label").booleanValue(),
                node.path("kind").asText(""));
    }
}
