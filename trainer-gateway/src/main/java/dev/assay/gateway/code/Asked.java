package dev.assay.gateway.code;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.code.run.SourceFile;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The fields of a request, each with the type that it must have. Absent and null are the same. */
final class Asked {
    static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode fields;
    private final String path;

    private Asked(JsonNode fields, String path) {
        this.fields = fields;
        this.path = path;
    }

    /**
     * Reads a JSON object.
     *
     * @throws AssayException {@link ErrorCode#UNREADABLE}
     */
    static Asked of(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node == null || !node.isObject()) {
                throw new AssayException(ErrorCode.UNREADABLE, "the body is no JSON object");
            }
            return new Asked(node, "");
        } catch (JacksonException e) {
            throw new AssayException(ErrorCode.UNREADABLE, "the body is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new AssayException(ErrorCode.UNREADABLE, "the body cannot be read", e);
        }
    }

    static Asked of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw wrong(path, "must be an object");
        }
        return new Asked(node, path + ".");
    }

    private static AssayException wrong(String field, String what) {
        return new AssayException(ErrorCode.INVALID_FIELD, "field '" + field + "' " + what);
    }

    AssayException invalid(String field, String what) {
        return wrong(path + field, what);
    }

    Optional<JsonNode> node(String field) {
        JsonNode node = fields.get(field);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** The names of the fields that are there. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);
        return names;
    }

    Optional<String> text(String field) {
        Optional<JsonNode> node = node(field);
        if (node.isPresent() && !node.get().isTextual()) {
            throw invalid(field, "must be a string");
        }
        return node.map(JsonNode::textValue);
    }

    String need(String field) {
        return text(field).orElseThrow(() -> invalid(field, "is missing"));
    }

    Optional<Double> number(String field) {
        Optional<JsonNode> node = node(field);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        double value;
        if (node.get().isNumber()) {
            value = node.get().doubleValue();
        } else if (node.get().isTextual()) {
            // Several clients send numbers as strings.
            try {
                value = Double.parseDouble(node.get().textValue());
            } catch (NumberFormatException e) {
                throw invalid(field, "must be a number");
            }
        } else {
            throw invalid(field, "must be a number");
        }
        if (!Double.isFinite(value)) {
            throw invalid(field, "must be a finite number");
        }
        return Optional.of(value);
    }

    boolean flag(String field) {
        Optional<JsonNode> node = node(field);
        if (node.isPresent() && !node.get().isBoolean()) {
            throw invalid(field, "must be true or false");
        }
        return node.map(JsonNode::booleanValue).orElse(false);
    }

    /** A time in units of so many seconds; not positive means that the caller sets none. */
    Optional<Duration> time(String field, double secondsEach) {
        return number(field)
                .filter(value -> value > 0)
                .map(value -> Duration.ofMillis(Math.max(1, Math.round(value * secondsEach * 1000))));
    }

    /** An amount in units of so many bytes; not positive means that the caller sets none. */
    Optional<Long> bytes(String field, long each) {
        return number(field).filter(value -> value > 0).map(value -> (long) Math.min(value * each, 1L << 50));
    }

    /** The elements of a list; none where it is absent. */
    List<JsonNode> list(String field) {
        Optional<JsonNode> node = node(field);
        if (node.isPresent() && !node.get().isArray()) {
            throw invalid(field, "must be a list");
        }
        List<JsonNode> elements = new ArrayList<>();
        node.ifPresent(array -> array.forEach(elements::add));
        return elements;
    }

    /** The elements of a list of objects. */
    List<Asked> objects(String field) {
        List<Asked> objects = new ArrayList<>();
        for (JsonNode element : list(field)) {
            objects.add(of(element, path + field + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /** The elements of a list of strings. */
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(field)) {
            if (!element.isTextual()) {
                throw invalid(field, "must be a list of strings");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** The object of this name, where it is there. */
    Optional<Asked> object(String field) {
        return node(field).map(node -> of(node, path + field));
    }

    /** A file of the caller's, whose name is the field's. */
    SourceFile file(String name, byte[] content) {
        if (!SourceFile.safe(name)) {
            throw invalid(name, "is no relative path without '..'");
        }
        return new SourceFile(name, content);
    }

    /** Names of files. */
    List<String> fileNames(String field) {
        List<String> names = texts(field);
        for (String name : names) {
            if (!SourceFile.safe(name)) {
                throw invalid(field, "holds '" + name + "', which is no relative path without '..'");
            }
        }
        return names;
    }

    /** What a Base64 text stands for; line breaks in it are passed over. */
    byte[] base64(String field, String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid(field, "is no Base64");
        }
    }
}
