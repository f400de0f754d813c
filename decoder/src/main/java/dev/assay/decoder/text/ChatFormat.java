package dev.assay.decoder.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.decoder.template.Template;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.rollout.Text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The chat template of a model directory: {@code chat_template.jinja}, else {@code chat_template} in
 * {@code tokenizer_config.json}, of several the one named {@code default}.
 *
 * <p>A message cannot end its own turn. Wherever a string of a message contains the text of a special token, a
 * character is put into it before rendering that Unicode reserves for no use; behind the template only unbroken special
 * tokens are special, and the character is taken out again.
 */
public final class ChatFormat {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final char FIRST_NONCHARACTER = '\uFDD0';
    private static final char LAST_NONCHARACTER = '\uFDEF';

    private final Template template;
    private final Map<String, JsonNode> tokenNames;
    private final Tokenizer tokenizer;
    private final String beginnings;

    private ChatFormat(Template template, Map<String, JsonNode> tokenNames, Tokenizer tokenizer) {
        this.template = template;
        this.tokenNames = tokenNames;
        this.tokenizer = tokenizer;
        this.beginnings = tokenizer.special().keySet().stream()
                .map(special -> special.substring(0, 1))
                .distinct()
                .collect(Collectors.joining());
    }

    /** Reads the template; empty where the directory has none. */
    public static Optional<ChatFormat> open(Path directory, Tokenizer tokenizer) {
        Path configFile = directory.resolve("tokenizer_config.json");
        JsonNode config = Files.exists(configFile) ? Tokenizer.json(configFile) : JSON.createObjectNode();
        Map<String, JsonNode> names = new LinkedHashMap<>();
        for (String name : List.of("bos_token", "eos_token", "pad_token", "unk_token")) {
            JsonNode token = config.path(name);
            String text = token.isObject() ? token.path("content").asText("") : token.asText("");
            if (!text.isEmpty()) {
                names.put(name, TextNode.valueOf(text));
            }
        }
        return source(directory, config).map(source -> new ChatFormat(Template.parse(source), names, tokenizer));
    }

    private static Optional<String> source(Path directory, JsonNode config) {
        Path file = directory.resolve("chat_template.jinja");
        if (Files.exists(file)) {
            try {
                return Optional.of(Files.readString(file));
            } catch (IOException e) {
                throw new AssayException(ErrorCode.CONFIGURATION, file + " cannot be read: " + e.getMessage());
            }
        }
        JsonNode template = config.path("chat_template");
        if (template.isTextual()) {
            return Optional.of(template.textValue());
        }
        for (JsonNode named : template) {
            if (named.path("name").asText().equals("default")) {
                return Optional.of(named.path("template").asText());
            }
        }
        return Optional.empty();
    }

    /** Messages of role and content, as JSON. */
    public static ArrayNode json(List<Message> messages) {
        ArrayNode array = JSON.createArrayNode();
        messages.forEach(
                message -> array.addObject().put("role", message.role()).put("content", message.content()));
        return array;
    }

    /**
     * The token ids of a conversation.
     *
     * @param messages an array of objects as the template wants them
     * @param generationPrompt whether the assistant's next turn is opened
     * @param more further variables of the template, such as {@code enable_thinking}
     */
    public int[] encode(JsonNode messages, boolean generationPrompt, Map<String, JsonNode> more) {
        char mark = unused(messages.toString());
        String text = render(marked(messages, mark), generationPrompt, more);
        IntStream.Builder ids = IntStream.builder();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            String special = specialAt(text, at, mark);
            if (special.isEmpty()) {
                at++;
                continue;
            }
            addPlain(text.substring(from, at), mark, ids);
            ids.add(tokenizer.specialId(special).orElseThrow());
            at += special.length();
            from = at;
        }
        addPlain(text.substring(from), mark, ids);
        return ids.build().toArray();
    }

    /** The same without further variables. */
    public int[] encode(List<Message> messages, boolean generationPrompt) {
        return encode(json(messages), generationPrompt, Map.of());
    }

    /**
     * The text of a conversation, as the template gives it: special tokens that stand in a message are not told apart
     * from the template's own, so encode the messages and not this text.
     */
    public String render(JsonNode messages, boolean generationPrompt, Map<String, JsonNode> more) {
        Map<String, JsonNode> variables = new LinkedHashMap<>(tokenNames);
        variables.put("tools", JsonNodeFactory.instance.nullNode());
        variables.put("documents", JsonNodeFactory.instance.nullNode());
        variables.putAll(more);
        variables.put("messages", messages);
        variables.put("add_generation_prompt", JsonNodeFactory.instance.booleanNode(generationPrompt));
        return template.render(variables);
    }

    private void addPlain(String text, char mark, IntStream.Builder ids) {
        String clean = text.indexOf(mark) < 0 ? text : text.replace(String.valueOf(mark), "");
        Arrays.stream(tokenizer.encodePlain(clean)).forEach(ids::add);
    }

    /** The longest special token that begins here unbroken; empty where none does. */
    private String specialAt(String text, int at, char mark) {
        String longest = "";
        if (beginnings.indexOf(text.charAt(at)) < 0) {
            return longest;
        }
        for (String special : tokenizer.special().keySet()) {
            boolean broken = special.length() == 1 && at + 1 < text.length() && text.charAt(at + 1) == mark;
            if (special.length() > longest.length() && text.startsWith(special, at) && !broken) {
                longest = special;
            }
        }
        return longest;
    }

    private JsonNode marked(JsonNode node, char mark) {
        return switch (node.getNodeType()) {
            case STRING -> TextNode.valueOf(marked(node.textValue(), mark));
            case ARRAY -> {
                ArrayNode array = JSON.createArrayNode();
                node.forEach(item -> array.add(marked(item, mark)));
                yield array;
            }
            case OBJECT -> {
                ObjectNode object = JSON.createObjectNode();
                node.properties().forEach(entry -> object.set(entry.getKey(), marked(entry.getValue(), mark)));
                yield object;
            }
            case NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> node;
        };
    }

    private String marked(String text, char mark) {
        StringBuilder marked = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            marked.append(text.charAt(i));
            if (beginnings.indexOf(text.charAt(i)) < 0) {
                continue;
            }
            for (String special : tokenizer.special().keySet()) {
                if (text.startsWith(special, i)) {
                    marked.append(mark);
                    break;
                }
            }
        }
        return marked.toString();
    }

    private static char unused(String text) {
        for (char mark = FIRST_NONCHARACTER; mark <= LAST_NONCHARACTER; mark++) {
            if (text.indexOf(mark) < 0) {
                return mark;
            }
        }
        throw new AssayException(
                ErrorCode.INVALID_FIELD, "messages with every one of Unicode's 32 reserved characters");
    }
}
