package dev.assay.code.call;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a returned value is the expected one. Numbers are equal when they have exactly the same value whatever their
 * type, so {@code 2} is {@code 2.0} and true is 1, as in Python; NaN equals nothing. Lists count in order; a list of a
 * reference is met by a list, a tuple, a linked list or a tree in level order, and a set only by a set.
 *
 * @param absolute allowed difference of floating-point numbers; 0 where the problem declares none
 * @param relative the same, as a part of the expected number
 * @param anyOrder whether the elements of the outermost list may change places
 */
public record ValueEquality(double absolute, double relative, boolean anyOrder) {
    /** No tolerance, in order. */
    public static final ValueEquality EXACT = new ValueEquality(0, 0, false);

    /** Whether the actual value counts as the expected one. */
    public boolean same(Value expected, Value actual) {
        if (anyOrder) {
            Optional<List<Value>> wanted = elements(expected);
            Optional<List<Value>> got = elements(actual);
            if (wanted.isPresent() && got.isPresent()) {
                return keys(wanted.get()).equals(keys(got.get()));
            }
        }
        return equal(expected, actual);
    }

    private boolean equal(Value expected, Value actual) {
        return switch (expected) {
            case Value.Nothing _ -> actual instanceof Value.Nothing;
            case Value.Bool _, Value.Int _, Value.Real _ -> sameNumber(expected, actual);
            case Value.Text _, Value.Bytes _, Value.Other _ -> expected.equals(actual);
            case Value.Sequence(List<Value> values) ->
                elements(actual)
                        .map(got -> sameList(trimmed(actual, values), got))
                        .orElse(false);
            case Value.Tuple(List<Value> values) ->
                actual instanceof Value.Tuple(List<Value> got) && sameList(values, got);
            case Value.Chain(List<Value> values) ->
                actual instanceof Value.Chain(List<Value> got) && sameList(values, got);
            case Value.Tree(List<Value> levels) ->
                actual instanceof Value.Tree(List<Value> got) && sameList(withoutTail(levels), withoutTail(got));
            case Value.Group(List<Value> values, boolean _) ->
                actual instanceof Value.Group(List<Value> got, boolean _)
                        && keys(values).equals(keys(got));
            case Value.Mapping(List<Value.Entry> entries) ->
                actual instanceof Value.Mapping(List<Value.Entry> got) && sameMapping(entries, got);
            case Value.Handle _, Value.Foreign _ -> false;
        };
    }

    /** Missing children at the end of a level order mean nothing. */
    private static List<Value> trimmed(Value actual, List<Value> values) {
        return actual instanceof Value.Tree ? withoutTail(values) : values;
    }

    private static List<Value> withoutTail(List<Value> levels) {
        int end = levels.size();
        while (end > 0 && levels.get(end - 1) instanceof Value.Nothing) {
            end--;
        }
        return levels.subList(0, end);
    }

    private static Optional<List<Value>> elements(Value value) {
        return switch (value) {
            case Value.Sequence(List<Value> values) -> Optional.of(values);
            case Value.Tuple(List<Value> values) -> Optional.of(values);
            case Value.Chain(List<Value> values) -> Optional.of(values);
            case Value.Tree(List<Value> levels) -> Optional.of(withoutTail(levels));
            case Value.Nothing _,
                    Value.Bool _,
                    Value.Int _,
                    Value.Real _,
                    Value.Text _,
                    Value.Bytes _,
                    Value.Group _,
                    Value.Mapping _,
                    Value.Other _,
                    Value.Handle _,
                    Value.Foreign _ -> Optional.empty();
        };
    }

    private boolean sameList(List<Value> expected, List<Value> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!equal(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean sameMapping(List<Value.Entry> expected, List<Value.Entry> actual) {
        Map<String, Value> got = new HashMap<>();
        for (Value.Entry entry : actual) {
            got.put(mapKey(entry.key()), entry.value());
        }
        if (got.size() != actual.size() || expected.size() != actual.size()) {
            return false;
        }
        for (Value.Entry entry : expected) {
            Value value = got.get(mapKey(entry.key()));
            if (value == null || !equal(entry.value(), value)) {
                return false;
            }
        }
        return true;
    }

    /** JSON writes every key as text, so an integer key is its digits. */
    private static String mapKey(Value key) {
        return key instanceof Value.Int(BigInteger number) && number.bitLength() < 256
                ? key(new Value.Text(number.toString()))
                : key(key);
    }

    private boolean sameNumber(Value expected, Value actual) {
        Optional<String> left = numberKey(expected);
        Optional<String> right = numberKey(actual);
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        if (left.equals(right)) {
            return true;
        }
        if (absolute == 0 && relative == 0 || !(expected instanceof Value.Real || actual instanceof Value.Real)) {
            return false;
        }
        double wanted = nearest(expected);
        return Math.abs(wanted - nearest(actual)) <= Math.max(absolute, relative * Math.abs(wanted));
    }

    private static double nearest(Value number) {
        return switch (number) {
            case Value.Int(BigInteger whole) -> whole.bitLength() > 1024 ? Double.NaN : whole.doubleValue();
            case Value.Real(double real) -> real;
            case Value.Bool(boolean truth) -> truth ? 1 : 0;
            case Value.Nothing _,
                    Value.Text _,
                    Value.Bytes _,
                    Value.Sequence _,
                    Value.Tuple _,
                    Value.Group _,
                    Value.Mapping _,
                    Value.Chain _,
                    Value.Tree _,
                    Value.Other _,
                    Value.Handle _,
                    Value.Foreign _ -> Double.NaN;
        };
    }

    /** A text for the exact value of a finite number, in time linear in its size. */
    private static Optional<String> numberKey(Value value) {
        return switch (value) {
            case Value.Bool(boolean truth) -> Optional.of(truth ? "n01" : "n00");
            case Value.Int(BigInteger number) -> Optional.of("n" + ReferenceValue.hex(number));
            case Value.Real(double number)
            when Double.isFinite(number) ->
                Optional.of(
                        number == Math.rint(number)
                                ? "n" + ReferenceValue.hex(new BigDecimal(number).toBigInteger())
                                : "r" + Double.doubleToLongBits(number));
            case Value.Real _,
                    Value.Nothing _,
                    Value.Text _,
                    Value.Bytes _,
                    Value.Sequence _,
                    Value.Tuple _,
                    Value.Group _,
                    Value.Mapping _,
                    Value.Chain _,
                    Value.Tree _,
                    Value.Other _,
                    Value.Handle _,
                    Value.Foreign _ -> Optional.empty();
        };
    }

    private static List<String> keys(List<Value> values) {
        List<String> keys = new ArrayList<>(values.size());
        for (Value value : values) {
            keys.add(key(value));
        }
        Collections.sort(keys);
        return keys;
    }

    /** A text that two values share exactly when they are equal without tolerance; NaN shares it with nothing. */
    private static String key(Value value) {
        return switch (value) {
            case Value.Nothing _ -> "0";
            case Value.Bool _, Value.Int _, Value.Real _ ->
                numberKey(value).orElseGet(() -> "?" + System.identityHashCode(value));
            case Value.Text(String text) -> "'" + text.length() + ":" + text;
            case Value.Bytes(String hex) -> "b" + hex.length() + ":" + hex;
            case Value.Sequence(List<Value> values) -> "[" + inOrder(values) + "]";
            case Value.Tuple(List<Value> values) -> "[" + inOrder(values) + "]";
            case Value.Chain(List<Value> values) -> "[" + inOrder(values) + "]";
            case Value.Tree(List<Value> levels) -> "[" + inOrder(withoutTail(levels)) + "]";
            case Value.Group(List<Value> values, boolean _) -> "{" + String.join(",", keys(values)) + "}";
            case Value.Mapping(List<Value.Entry> entries) -> {
                List<String> keys = new ArrayList<>();
                for (Value.Entry entry : entries) {
                    keys.add(mapKey(entry.key()) + "=" + key(entry.value()));
                }
                Collections.sort(keys);
                yield "<" + String.join(",", keys) + ">";
            }
            case Value.Other(String kind, List<String> parts) -> kind + parts;
            case Value.Handle _, Value.Foreign _ -> "?" + System.identityHashCode(value);
        };
    }

    private static String inOrder(List<Value> values) {
        StringBuilder text = new StringBuilder();
        for (Value value : values) {
            text.append(key(value)).append(',');
        }
        return text.toString();
    }
}
