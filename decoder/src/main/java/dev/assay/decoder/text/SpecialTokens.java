package dev.assay.decoder.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The special tokens of a {@code tokenizer.json}. */
final class SpecialTokens {
    private SpecialTokens() {}

    /** Their texts and ids. */
    static Map<String, Integer> of(JsonNode tokenizer) {
        Map<String, Integer> special = new LinkedHashMap<>();
        for (JsonNode token : tokenizer.path("added_tokens")) {
            String text = token.path("content").asText();
            if (token.path("special").asBoolean() && !text.isEmpty()) {
                special.put(text, token.path("id").asInt());
            }
        }
        return special;
    }

    /**
     * The same tokenizer with special tokens that nobody can write: their texts are exchanged for random ones and their
     * ids stay, so that all other ids stay as well.
     */
    static ObjectNode renamed(ObjectNode tokenizer) {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        String prefix = "\uFDD0" + HexFormat.of().formatHex(secret) + "-";
        ObjectNode renamed = tokenizer.deepCopy();
        JsonNode vocabulary = renamed.path("model").path("vocab");
        String unknown = renamed.path("model").path("unk_token").asText("");
        for (JsonNode token : renamed.path("added_tokens")) {
            String text = token.path("content").asText();
            if (!token.path("special").asBoolean() || text.equals(unknown)) {
                continue;
            }
            String name = prefix + token.path("id").asInt();
            ((ObjectNode) token).put("content", name);
            if (vocabulary instanceof ObjectNode byText && byText.has(text)) {
                byText.set(name, byText.remove(text));
            }
            // A unigram vocabulary is a list of pieces with their scores, and the number of a piece is its place.
            for (JsonNode piece : vocabulary.isArray() ? vocabulary : JsonNodeFactory.instance.arrayNode()) {
                if (piece instanceof ArrayNode scored && scored.path(0).asText().equals(text)) {
                    scored.set(0, name);
                }
            }
        }
        // It only serves for adding tokens, which is never done, and it names the special ones.
        renamed.putNull("post_processor");
        return renamed;
    }
}
