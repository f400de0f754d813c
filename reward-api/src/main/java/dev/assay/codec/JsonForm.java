package dev.assay.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Evidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reading JSON token by token, with messages that name the field, and values kept as the text that they were. */
final class JsonForm {
    /** Deep enough for any reference, and shallow enough for every stack. */
    private static final int DEPTH_LIMIT = 200;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(1_000_000)
                    .maxNestingDepth(DEPTH_LIMIT)
                    .maxNameLength(10_000)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final byte[] source;
    final JsonParser parser;

    private JsonForm(byte[] source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** Something that reads one document. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonForm form) throws IOException;
    }

    /** Reads one document and refuses what follows it. */
    static <T> T document(byte[] source, Reading<T> reading) {
        try (JsonParser parser = FACTORY.createParser(source)) {
            JsonForm form = new JsonForm(source, parser);
            if (parser.nextToken() == null) {
                throw new AssayException(ErrorCode.UNREADABLE, "not JSON: nothing there");
            }
            if (parser.currentTokenLocation().getByteOffset() < 0) {
                throw new AssayException(ErrorCode.UNREADABLE, "not UTF-8, but UTF-16 or UTF-32");
            }
            T document = reading.read(form);
            if (parser.nextToken() != null) {
                throw new AssayException(ErrorCode.UNREADABLE, "not JSON: more text after the end");
            }
            return document;
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new AssayException(
                    ErrorCode.UNREADABLE,
                    Evidence.line("not JSON: " + e.getOriginalMessage()
                            + (place == null ? "" : " at column " + place.getColumnNr())),
                    e);
        } catch (IOException e) {
            throw new AssayException(ErrorCode.UNREADABLE, Evidence.line("not JSON: " + e.getMessage()), e);
        }
    }

    /** A member of an object. */
    @FunctionalInterface
    interface Member {
        void read(String name, String path) throws IOException;
    }

    /** Reads the members of the object that the parser stands on; names come in camelCase, nulls are left out. */
    void object(String path, Member member) throws IOException {
        expect(path, JsonToken.START_OBJECT, "an object");
        String prefix = path.isEmpty() ? "" : path + ".";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                String camel = camel(name);
                member.read(camel, prefix + camel);
            }
        }
    }

    /** An element of an array. */
    @FunctionalInterface
    interface Element {
        void read(String path) throws IOException;
    }

    void array(String path, Element element) throws IOException {
        expect(path, JsonToken.START_ARRAY, "a list");
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read(path + "[" + index++ + "]");
        }
    }

    String text(String path) throws IOException {
        expect(path, JsonToken.VALUE_STRING, "text");
        return Fields.wellFormed(parser.getText());
    }

    /** Text, or a number as it is written. */
    String textOrNumber(String path) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> parser.getText();
            case VALUE_STRING,
                    NOT_AVAILABLE,
                    START_OBJECT,
                    END_OBJECT,
                    START_ARRAY,
                    END_ARRAY,
                    FIELD_NAME,
                    VALUE_EMBEDDED_OBJECT,
                    VALUE_NULL -> text(path);
        };
    }

    List<String> texts(String path) throws IOException {
        List<String> texts = new ArrayList<>();
        array(path, at -> texts.add(textOrNumber(at)));
        return texts;
    }

    long whole(String path) throws IOException {
        expect(path, JsonToken.VALUE_NUMBER_INT, "a whole number");
        if (parser.getTextLength() > 18) {
            throw Fields.invalid(path, "is out of range; allowed: whole numbers of at most 18 digits");
        }
        return parser.getLongValue();
    }

    double number(String path) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw wrong(path, "a number");
        }
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw Fields.invalid(path, "is out of range; allowed: what a double holds");
        }
        return number;
    }

    boolean flag(String path) throws IOException {
        if (!parser.currentToken().isBoolean()) {
            throw wrong(path, "true or false");
        }
        return parser.getBooleanValue();
    }

    /** Checks that a text which claims to be JSON is one value, and puts it on one line. */
    static String checked(String path, String json) {
        try {
            return document(json.getBytes(StandardCharsets.UTF_8), JsonForm::raw);
        } catch (AssayException e) {
            throw Fields.invalid(path, "must be JSON text: " + e.getMessage());
        }
    }

    /** The value that the parser stands on, as the JSON text that it is in the source, on one line. */
    String raw() throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        // Strings hold no bare line breaks, so those that are here lie between tokens.
        return Fields.wellFormed(new String(source, start, end - start, StandardCharsets.UTF_8))
                .replace('\n', ' ')
                .replace('\r', ' ');
    }

    private void expect(String path, JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw wrong(path, what);
        }
    }

    AssayException wrong(String path, String what) {
        if (path.isEmpty()) {
            return new AssayException(ErrorCode.UNREADABLE, "must be " + what + ", not " + found());
        }
        return Fields.invalid(path, "must be " + what + ", not " + found());
    }

    private String found() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL, NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT -> "null";
        };
    }

    /** Writes a member; what no UTF-8 can carry becomes U+FFFD. */
    static void write(JsonGenerator out, String name, String text) throws IOException {
        out.writeStringField(Fields.wellFormed(name), Fields.wellFormed(text));
    }

    /** The camelCase spelling of a name that may be snake_case. */
    static String camel(String name) {
        if (name.indexOf('_') < 0) {
            return name;
        }
        StringBuilder camel = new StringBuilder(name.length());
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && i > 0) {
                upper = true;
            } else {
                camel.append(upper ? String.valueOf(c).toUpperCase(Locale.ROOT) : c);
                upper = false;
            }
        }
        return camel.toString();
    }
}
