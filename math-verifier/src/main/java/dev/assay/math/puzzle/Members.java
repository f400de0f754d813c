package dev.assay.math.puzzle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of a puzzle's JSON, with messages that name them. */
record Members(String kind, JsonNode root) {
    private static final int MAX_NUMBERS = 20;
    private static final int MAX_DIGITS = 18;

    PuzzleFailure wrong(String member, String expected) {
        return new PuzzleFailure(kind + ": '" + member + "' must be " + expected);
    }

    Optional<JsonNode> member(String name) {
        return Optional.ofNullable(root.get(name)).filter(node -> !node.isNull());
    }

    Optional<String> text(String name) throws PuzzleFailure {
        Optional<JsonNode> node = member(name);
        if (node.isPresent() && !node.get().isTextual()) {
            throw wrong(name, "a text");
        }
        return node.map(JsonNode::asText);
    }

    List<Rational> numbers(String name) throws PuzzleFailure {
        JsonNode list = member(name).orElseThrow(() -> wrong(name, "a list of numbers"));
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_NUMBERS) {
            throw wrong(name, "a list of one to " + MAX_NUMBERS + " numbers");
        }
        List<Rational> numbers = new ArrayList<>();
        for (JsonNode item : list) {
            numbers.add(number(name, item));
        }
        return numbers;
    }

    Rational number(String name, JsonNode node) throws PuzzleFailure {
        if (!node.isNumber() || node.asText().length() > MAX_DIGITS) {
            throw wrong(name, "a number of at most " + MAX_DIGITS + " digits");
        }
        BigDecimal value = node.decimalValue();
        if (Math.abs((long) value.scale()) > MAX_DIGITS) {
            throw wrong(name, "a number of at most " + MAX_DIGITS + " digits");
        }
        BigInteger unscaled = value.unscaledValue();
        return value.scale() <= 0
                ? Rational.of(unscaled.multiply(BigInteger.TEN.pow(-value.scale())))
                : Rational.of(unscaled, BigInteger.TEN.pow(value.scale()), new Steps(100_000));
    }
}
