package dev.assay.gateway.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.codec.MessageContent;
import dev.assay.gateway.label.Json;
import dev.assay.v1.Chat;
import dev.assay.v1.Message;
import dev.assay.v1.ModelInput;
import dev.assay.v1.ModelScoreRequest;
import dev.assay.v1.TextPair;
import dev.assay.v1.TokenList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the forms share in reading requests. */
final class Inputs {
    private static final int MOST = 65_536;

    private Inputs() {}

    static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw new ModelTrouble(ModelTrouble.Kind.UNREADABLE, "the body must be an object");
    }

    /**
     * A request for the model that body or address names. Clients often name a model as a hub or a path does; the last
     * part of that is the name of its directory.
     */
    static ModelScoreRequest.Builder request(ObjectNode body, Optional<String> model) {
        JsonNode named = body.path("model");
        if (!named.isMissingNode() && !named.isNull() && !named.isTextual()) {
            throw ModelTrouble.field("model", "must be text");
        }
        return request(named.isTextual() ? Optional.of(named.asText()) : model);
    }

    static ModelScoreRequest.Builder request(Optional<String> model) {
        String name = model.orElse("").strip();
        return ModelScoreRequest.newBuilder().setModel(wellFormed(name.substring(name.lastIndexOf('/') + 1)));
    }

    /** The field's texts or token ids: one or a list of them. */
    static List<ModelInput> textsOrTokens(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isTextual()) {
            return List.of(text(value.asText()));
        }
        if (!value.isArray() || value.isEmpty()) {
            throw ModelTrouble.field(field, "must be a text, a list of texts, or lists of token ids");
        }
        if (value.get(0).isNumber()) {
            return List.of(tokens(value, field));
        }
        List<ModelInput> inputs = new ArrayList<>(few(value, field));
        for (JsonNode element : value) {
            if (element.isTextual()) {
                inputs.add(text(element.asText()));
            } else if (element.isArray() && !element.isEmpty()) {
                inputs.add(tokens(element, field + "[" + inputs.size() + "]"));
            } else {
                throw ModelTrouble.field(field + "[" + inputs.size() + "]", "must be text or a list of token ids");
            }
        }
        return inputs;
    }

    /** The field's texts: one or a list of them. */
    static List<String> texts(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isTextual()) {
            return List.of(value.asText());
        }
        if (!value.isArray() || value.isEmpty()) {
            throw ModelTrouble.field(field, "must be a text or a list of texts");
        }
        List<String> texts = new ArrayList<>(few(value, field));
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw ModelTrouble.field(field + "[" + texts.size() + "]", "must be text");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    private static int few(JsonNode list, String field) {
        if (list.size() > MOST) {
            throw ModelTrouble.field(field, "has " + list.size() + " elements; allowed: " + MOST);
        }
        return list.size();
    }

    static ModelInput text(String text) {
        return ModelInput.newBuilder().setText(wellFormed(text)).build();
    }

    static ModelInput pair(String first, String second) {
        return ModelInput.newBuilder()
                .setPair(TextPair.newBuilder().setFirst(wellFormed(first)).setSecond(wellFormed(second)))
                .build();
    }

    private static ModelInput tokens(JsonNode ids, String field) {
        TokenList.Builder tokens = TokenList.newBuilder();
        for (JsonNode id : ids) {
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
                throw ModelTrouble.field(field, "must hold token ids, whole numbers from 0");
            }
            tokens.addIds(id.intValue());
        }
        return ModelInput.newBuilder().setTokens(tokens).build();
    }

    /** OpenAI's messages: a content is text, or a list of parts of which each is text. */
    static ModelInput chat(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw ModelTrouble.field("messages", "must be a list of messages");
        }
        Chat.Builder chat = Chat.newBuilder();
        for (JsonNode message : messages) {
            String at = "messages[" + chat.getMessagesCount() + "]";
            if (!message.path("role").isTextual()) {
                throw ModelTrouble.field(at + ".role", "must be text");
            }
            chat.addMessages(Message.newBuilder()
                    .setRole(wellFormed(message.get("role").asText()))
                    .setContent(wellFormed(MessageContent.text(
                            message.path("content"), why -> ModelTrouble.field(at + ".content", why)))));
        }
        return ModelInput.newBuilder().setChat(chat).build();
    }

    /** JSON can say half of a surrogate pair, protobuf cannot; it becomes the sign for what is unreadable. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_16BE),
                        java.nio.charset.StandardCharsets.UTF_16BE);
            }
        }
        return text;
    }

    /** A flag under the first of its names that is there. */
    static boolean flag(ObjectNode body, boolean otherwise, String... names) {
        for (String name : names) {
            JsonNode value = body.path(name);
            if (value.isBoolean()) {
                return value.booleanValue();
            }
            if (!value.isMissingNode() && !value.isNull()) {
                throw ModelTrouble.field(name, "must be true or false");
            }
        }
        return otherwise;
    }

    /** Usage as OpenAI counts it. */
    static ObjectNode usage(int tokens) {
        ObjectNode usage = Json.object();
        usage.put("prompt_tokens", tokens);
        usage.put("total_tokens", tokens);
        usage.put("completion_tokens", 0);
        return usage;
    }
}
