package dev.assay.code.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The same parts the same number of times, in any order. */
public record Unordered(Part part) implements Comparer {
    /** What may change places. */
    public enum Part {
        /** Lines, without white space before their end; blank lines do not count. */
        LINES,
        /** Tokens. */
        TOKENS
    }

    @Override
    public Comparison compare(byte[] expected, byte[] actual) {
        Function<Cursor, Optional<Slice>> next = switch (part) {
            case LINES -> Cursor::lineWithText;
            case TOKENS -> Cursor::token;
        };
        Map<String, Integer> open = new HashMap<>();
        Cursor left = new Cursor(expected);
        for (var wanted = next.apply(left); wanted.isPresent(); wanted = next.apply(left)) {
            open.merge(wanted.get().latin(), 1, Integer::sum);
        }
        String name = part == Part.LINES ? "line " : "token ";
        Cursor right = new Cursor(actual);
        long number = 0;
        for (var printed = next.apply(right); printed.isPresent(); printed = next.apply(right)) {
            number++;
            Integer count = open.get(printed.get().latin());
            if (count == null) {
                return Comparison.different(
                        name + number, "another", printed.get().shown());
            }
            if (count == 1) {
                open.remove(printed.get().latin());
            } else {
                open.put(printed.get().latin(), count - 1);
            }
        }
        return open.isEmpty() ? Comparison.SAME : Comparison.different(name + (number + 1), "another", "the end");
    }
}
