package dev.assay.math.puzzle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Python literal: numbers, texts, bytes, truth values, None, lists, tuples, sets and dictionaries. Read without
 * evaluating anything, with bounded depth; two of them are equal where Python's {@code ==} says so.
 */
sealed interface Literal {
    /** A number of any kind; truth values are 0 and 1, as in Python. */
    record Number(BigDecimal value) implements Literal {}

    /** A text, or bytes. */
    record Text(String text, boolean bytes) implements Literal {}

    /** {@code None}, or a float that is no number. */
    record Name(String name) implements Literal {}

    /** A list or a tuple. */
    record Sequence(List<Literal> items, boolean tuple) implements Literal {}

    /** A set. */
    record Group(Set<Literal> items) implements Literal {}

    /** A dictionary. */
    record Dictionary(Map<Literal, Literal> entries) implements Literal {}

    /** The literal that a text is; empty where it is none. */
    static Optional<Literal> read(String text) {
        if (text.length() > Puzzles.MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LiteralReader(text.strip()).whole());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A number, so that 1, 1.0 and True are the same. */
    static Literal number(BigDecimal value) {
        return new Number(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
    }

    /** Collects what stands between brackets. */
    static Literal sequence(List<Literal> items, boolean tuple) {
        return new Sequence(List.copyOf(new ArrayList<>(items)), tuple);
    }

    static Literal group(List<Literal> items) {
        return new Group(Set.copyOf(new HashSet<>(items)));
    }

    static Literal dictionary(Map<Literal, Literal> entries) {
        return new Dictionary(Map.copyOf(new HashMap<>(entries)));
    }
}
