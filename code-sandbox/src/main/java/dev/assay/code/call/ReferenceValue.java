package dev.assay.code.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values of a reference: JSON, with an object of one member {@code $tuple}, {@code $set}, {@code $map} (a list of
 * pairs), {@code $tree}, {@code $chain}, {@code $bytes} (hexadecimal) or {@code $float} ({@code "nan"}, {@code "inf"})
 * for what JSON does not have. Integers are exact up to 100,000 digits.
 */
public final class ReferenceValue {
    private static final int DEPTH = 60;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(100_000)
                    .maxNestingDepth(2 * DEPTH)
                    .build())
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .build();

    private ReferenceValue() {}

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException where the text is not one, with a message that says why
     */
    public static Value read(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            Value value = value(parser, 0);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one value");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("not a value: " + e.getMessage(), e);
        }
    }

    private static Value value(JsonParser parser, int depth) throws IOException {
        if (depth > DEPTH || parser.currentToken() == null) {
            throw new IllegalArgumentException("nested too deep, or empty");
        }
        return switch (parser.currentToken()) {
            case VALUE_NULL -> new Value.Nothing();
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            case VALUE_NUMBER_INT -> new Value.Int(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> new Value.Real(parser.getDoubleValue());
            case VALUE_STRING -> new Value.Text(parser.getText());
            case START_ARRAY -> new Value.Sequence(list(parser, depth));
            case START_OBJECT -> object(parser, depth);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalArgumentException("not a value");
        };
    }

    private static List<Value> list(JsonParser parser, int depth) throws IOException {
        List<Value> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser, depth + 1));
        }
        return values;
    }

    private static Value object(JsonParser parser, int depth) throws IOException {
        List<Value.Entry> entries = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            entries.add(new Value.Entry(new Value.Text(name), value(parser, depth + 1)));
        }
        if (entries.size() == 1 && entries.getFirst().key() instanceof Value.Text(String tag)) {
            Optional<Value> tagged = tagged(tag, entries.getFirst().value());
            if (tagged.isPresent()) {
                return tagged.get();
            }
        }
        return new Value.Mapping(entries);
    }

    private static Optional<Value> tagged(String tag, Value body) {
        return switch (tag) {
            case "$tuple" -> Optional.of(new Value.Tuple(values(body)));
            case "$set" -> Optional.of(new Value.Group(values(body), false));
            case "$tree" -> Optional.of(new Value.Tree(values(body)));
            case "$chain" -> Optional.of(new Value.Chain(values(body)));
            case "$map" ->
                Optional.of(new Value.Mapping(values(body).stream()
                        .map(ReferenceValue::values)
                        .map(ReferenceValue::entry)
                        .toList()));
            case "$bytes" -> Optional.of(new Value.Bytes(text(body).toLowerCase(java.util.Locale.ROOT)));
            case "$float" -> Optional.of(new Value.Real(real(text(body))));
            default -> Optional.empty();
        };
    }

    private static Value.Entry entry(List<Value> pair) {
        if (pair.size() != 2) {
            throw new IllegalArgumentException("$map takes pairs");
        }
        return new Value.Entry(pair.get(0), pair.get(1));
    }

    private static double real(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("$float is nan, inf or -inf");
        };
    }

    private static List<Value> values(Value body) {
        if (body instanceof Value.Sequence(List<Value> values)) {
            return values;
        }
        throw new IllegalArgumentException("a list is needed");
    }

    private static String text(Value body) {
        if (body instanceof Value.Text(String text)) {
            return text;
        }
        throw new IllegalArgumentException("a text is needed");
    }

    static BigInteger whole(String hex) {
        boolean negative = hex.startsWith("-");
        String digits = negative ? hex.substring(1) : hex;
        String even = digits.length() % 2 == 0 ? digits : "0" + digits;
        BigInteger magnitude = new BigInteger(1, java.util.HexFormat.of().parseHex(even));
        return negative ? magnitude.negate() : magnitude;
    }

    static String hex(BigInteger value) {
        String digits = java.util.HexFormat.of().formatHex(value.abs().toByteArray());
        return value.signum() < 0 ? "-" + digits : digits;
    }
}
