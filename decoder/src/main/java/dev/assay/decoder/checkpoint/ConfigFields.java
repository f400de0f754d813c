package dev.assay.decoder.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;

/** Typed access to a JSON object, whose complaints name field and value. */
final class ConfigFields {
    private final JsonNode node;
    private final String where;

    ConfigFields(JsonNode node, String where) {
        this.node = node;
        this.where = where;
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    JsonNode raw(String field) {
        return node.path(field);
    }

    ConfigFields object(String field) {
        if (!node.path(field).isObject()) {
            throw refused(field, "must be an object");
        }
        return new ConfigFields(node.path(field), where + ": " + field);
    }

    int positive(String field) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw refused(field, "must be a positive whole number");
        }
        return value.intValue();
    }

    int positive(String field, int otherwise) {
        return has(field) ? positive(field) : otherwise;
    }

    double positiveNumber(String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber() || !(value.doubleValue() > 0) || Double.isInfinite(value.doubleValue())) {
            throw refused(field, "must be a positive number");
        }
        return value.doubleValue();
    }

    boolean flag(String field, boolean otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        if (!node.path(field).isBoolean()) {
            throw refused(field, "must be true or false");
        }
        return node.path(field).booleanValue();
    }

    String text(String field, String otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        if (!node.path(field).isTextual()) {
            throw refused(field, "must be a string");
        }
        return node.path(field).textValue();
    }

    AssayException refused(String field, String why) {
        JsonNode value = node.path(field);
        String shown = value.isMissingNode() ? "missing" : shortened(value.toString());
        return new AssayException(ErrorCode.CONFIGURATION, where + ": " + field + " is " + shown + "; it " + why);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
