package dev.assay.gateway.label;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Evidence;
import java.io.IOException;
import java.util.Optional;

/** JSON trees with bounds on depth and numbers, in which numbers stay exact. */
public final class Json {
    private static final int DEPTH_LIMIT = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(10_000)
                            .maxNestingDepth(DEPTH_LIMIT)
                            .maxNameLength(10_000)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectWriter ESCAPING = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private Json() {}

    /** A new object without members. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new list without elements. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * Reads one document.
     *
     * @throws AssayException {@link ErrorCode#UNREADABLE}
     */
    public static JsonNode read(byte[] utf8) {
        try {
            JsonNode node = MAPPER.readTree(utf8);
            if (node == null || node.isMissingNode()) {
                throw new AssayException(ErrorCode.UNREADABLE, "not JSON: nothing there");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new AssayException(ErrorCode.UNREADABLE, Evidence.line("not JSON: " + e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new AssayException(ErrorCode.UNREADABLE, Evidence.line("not JSON: " + e.getMessage()), e);
        }
    }

    /** Reads text that may be JSON. */
    static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    /** UTF-8; where a text holds half of a surrogate pair, which no UTF-8 can carry, everything is escaped instead. */
    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            try {
                return ESCAPING.writeValueAsBytes(node);
            } catch (JsonProcessingException failure) {
                throw new AssayException(
                        ErrorCode.INTERNAL, "JSON cannot be written: " + failure.getMessage(), failure);
            }
        }
    }
}
