package dev.assay.gateway.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.gateway.label.Json;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.List;

/** What the forms share in reading requests. */
final class Fields {
    private Fields() {}

    static ObjectNode object(JsonNode request) {
        if (request instanceof ObjectNode object) {
            return object;
        }
        throw new AssayException(ErrorCode.UNREADABLE, "the body must be an object");
    }

    static AssayException wrong(String field, String message) {
        return new AssayException(ErrorCode.INVALID_FIELD, "field '" + field + "' " + message);
    }

    /** A list; something single stands for a list of one, and nothing for an empty one. */
    static List<JsonNode> list(ObjectNode request, String field) {
        JsonNode value = request.path(field);
        if (value.isArray()) {
            List<JsonNode> elements = new java.util.ArrayList<>(value.size());
            value.forEach(elements::add);
            return elements;
        }
        return value.isNull() || value.isMissingNode() ? List.of() : List.of(value);
    }

    /** A sample with what the address says, and what is judged. */
    static ObjectNode sample(Asked asked, JsonNode completion, JsonNode label) {
        ObjectNode sample = Json.object();
        sample.set("completion", completion);
        if (!label.isMissingNode() && !label.isNull()) {
            sample.set("label", label);
        }
        asked.source().ifPresent(source -> sample.put("source", source));
        asked.task().ifPresent(task -> sample.put("task", task));
        return sample;
    }
}
