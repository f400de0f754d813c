package dev.assay.code.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lines of JSON that cross to and from the drivers. A value that JSON does not have is an object of one member whose
 * name is its kind. Whatever else stands in a line is refused: depth, numbers and kinds are bounded here, and what is
 * passed on is written anew.
 */
final class Wire {
    private static final int DEPTH = 100;
    private static final BigInteger PLAIN = BigInteger.ONE.shiftLeft(53);
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(400)
                    .maxNestingDepth(3 * DEPTH)
                    .build())
            .build();

    private Wire() {}

    /** A line that no driver writes. */
    static final class Garbled extends IOException {
        private static final long serialVersionUID = 1;

        Garbled(String message) {
            super(message);
        }
    }

    static Message read(byte[] line) throws Garbled {
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Garbled("not a message");
            }
            Map<String, String> words = new HashMap<>();
            Optional<Value> value = Optional.empty();
            List<Value> args = List.of();
            Map<String, Value> named = Map.of();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "value" -> value = Optional.of(value(parser, 0));
                    case "args" -> args = list(parser, 0);
                    case "named" -> named = named(parser);
                    default -> {
                        if (token == null || !token.isScalarValue()) {
                            throw new Garbled("not a message");
                        }
                        words.put(name, parser.getText());
                    }
                }
            }
            if (parser.nextToken() != null) {
                throw new Garbled("more than a message");
            }
            return new Message(Map.copyOf(words), value, args, named);
        } catch (Garbled e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new Garbled("not a message: " + e.getMessage());
        }
    }

    private static Map<String, Value> named(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Garbled("not named arguments");
        }
        Map<String, Value> named = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            named.put(name, value(parser, 0));
        }
        return named;
    }

    private static Value value(JsonParser parser, int depth) throws IOException {
        if (depth > DEPTH) {
            throw new Garbled("nested too deep");
        }
        return switch (parser.currentToken()) {
            case VALUE_NULL -> new Value.Nothing();
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            case VALUE_NUMBER_INT -> new Value.Int(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> new Value.Real(parser.getDoubleValue());
            case VALUE_STRING -> new Value.Text(parser.getText());
            case START_ARRAY -> new Value.Sequence(list(parser, depth));
            case START_OBJECT -> tagged(parser, depth);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new Garbled("not a value");
        };
    }

    private static List<Value> list(JsonParser parser, int depth) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new Garbled("not a list");
        }
        List<Value> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser, depth + 1));
        }
        return values;
    }

    private static Value tagged(JsonParser parser, int depth) throws IOException {
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            throw new Garbled("a value without a kind");
        }
        String tag = parser.currentName();
        parser.nextToken();
        Value value = switch (tag) {
            case "i" -> new Value.Int(ReferenceValue.whole(text(parser)));
            case "f" -> new Value.Real(special(text(parser)));
            case "b" -> new Value.Bytes(text(parser));
            case "u" -> new Value.Foreign(text(parser));
            case "h" -> new Value.Handle(parser.getIntValue());
            case "t" -> new Value.Tuple(list(parser, depth));
            case "s" -> new Value.Group(list(parser, depth), false);
            case "z" -> new Value.Group(list(parser, depth), true);
            case "d" -> new Value.Mapping(entries(list(parser, depth)));
            case "L" -> new Value.Chain(list(parser, depth));
            case "T" -> new Value.Tree(list(parser, depth));
            case "D", "y" -> new Value.Other(tag, List.of(text(parser)));
            case "c", "F" -> new Value.Other(tag, texts(list(parser, depth)));
            default -> throw new Garbled("an unknown kind of value");
        };
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw new Garbled("a value of two kinds");
        }
        return value;
    }

    private static double special(String text) throws Garbled {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> throw new Garbled("not a number");
        };
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new Garbled("not a text");
        }
        return parser.getText();
    }

    private static List<String> texts(List<Value> values) throws Garbled {
        List<String> texts = new ArrayList<>();
        for (Value value : values) {
            if (!(value instanceof Value.Text(String text))) {
                throw new Garbled("not a text");
            }
            texts.add(text);
        }
        return texts;
    }

    private static List<Value.Entry> entries(List<Value> pairs) throws Garbled {
        List<Value.Entry> entries = new ArrayList<>(pairs.size());
        for (Value pair : pairs) {
            if (!(pair instanceof Value.Sequence(List<Value> two)) || two.size() != 2) {
                throw new Garbled("not a pair");
            }
            entries.add(new Value.Entry(two.get(0), two.get(1)));
        }
        return entries;
    }

    /** The message on a line of its own, its end included. */
    static byte[] write(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            for (Map.Entry<String, String> word : message.words().entrySet()) {
                writeWord(out, word.getKey(), word.getValue());
            }
            if (message.value().isPresent()) {
                out.writeFieldName("value");
                write(out, message.value().get());
            }
            if (!message.args().isEmpty() || message.has("do")) {
                out.writeFieldName("args");
                write(out, new Value.Sequence(message.args()));
            }
            if (!message.named().isEmpty()) {
                out.writeObjectFieldStart("named");
                for (Map.Entry<String, Value> one : message.named().entrySet()) {
                    out.writeFieldName(one.getKey());
                    write(out, one.getValue());
                }
                out.writeEndObject();
            }
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The first line for the assertions' driver. */
    static byte[] head(String asserts, Optional<String> entry, List<String> helpers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("asserts", asserts);
            if (entry.isPresent()) {
                out.writeStringField("entry", entry.get());
            }
            out.writeArrayFieldStart("helpers");
            for (String helper : helpers) {
                out.writeString(helper);
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeWord(JsonGenerator out, String name, String word) throws IOException {
        boolean number = (name.equals("on") || name.equals("line")) && word.matches("[0-9]{1,7}");
        if (number) {
            out.writeNumberField(name, Integer.parseInt(word));
        } else if (word.equals("true") || word.equals("false")) {
            out.writeBooleanField(name, word.equals("true"));
        } else {
            out.writeStringField(name, word);
        }
    }

    private static void write(JsonGenerator out, Value value) throws IOException {
        switch (value) {
            case Value.Nothing _ -> out.writeNull();
            case Value.Bool(boolean truth) -> out.writeBoolean(truth);
            case Value.Int(BigInteger number) -> {
                if (number.abs().compareTo(PLAIN) < 0) {
                    out.writeNumber(number.longValue());
                } else {
                    tag(out, "i", ReferenceValue.hex(number), null);
                }
            }
            case Value.Real(double number) -> {
                if (Double.isFinite(number)) {
                    out.writeNumber(number);
                } else {
                    tag(out, "f", Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf", null);
                }
            }
            case Value.Text(String text) -> out.writeString(text);
            case Value.Bytes(String hex) -> tag(out, "b", hex, null);
            case Value.Sequence(List<Value> values) -> {
                out.writeStartArray();
                for (Value one : values) {
                    write(out, one);
                }
                out.writeEndArray();
            }
            case Value.Tuple(List<Value> values) -> tag(out, "t", "", values);
            case Value.Group(List<Value> values, boolean frozen) -> tag(out, frozen ? "z" : "s", "", values);
            case Value.Mapping(List<Value.Entry> entries) ->
                tag(
                        out,
                        "d",
                        "",
                        entries.stream()
                                .<Value>map(entry -> new Value.Sequence(List.of(entry.key(), entry.value())))
                                .toList());
            case Value.Chain(List<Value> values) -> tag(out, "L", "", values);
            case Value.Tree(List<Value> levels) -> tag(out, "T", "", levels);
            case Value.Other(String kind, List<String> parts) -> {
                if (kind.equals("D") || kind.equals("y")) {
                    tag(out, kind, parts.getFirst(), null);
                } else {
                    tag(
                            out,
                            kind,
                            "",
                            parts.stream().<Value>map(Value.Text::new).toList());
                }
            }
            case Value.Handle(int number) -> {
                out.writeStartObject();
                out.writeNumberField("h", number);
                out.writeEndObject();
            }
            case Value.Foreign(String type) -> tag(out, "u", type, null);
        }
    }

    private static void tag(JsonGenerator out, String tag, String text, @Nullable List<Value> values)
            throws IOException {
        out.writeStartObject();
        out.writeFieldName(tag);
        if (values == null) {
            out.writeString(text);
        } else {
            write(out, new Value.Sequence(values));
        }
        out.writeEndObject();
    }
}
