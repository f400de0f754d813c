package dev.assay.code.compare;

import java.util.Optional;

/**
 * Token by token, separated by ASCII white space of any kind and amount. What two tokens need to be equal is the
 * {@link TokenRule}'s.
 */
public record Tokens(TokenRule rule) implements Comparer {
    @Override
    public Comparison compare(byte[] expected, byte[] actual) {
        Cursor left = new Cursor(expected);
        Cursor right = new Cursor(actual);
        for (long number = 1; ; number++) {
            Optional<Slice> wanted = left.token();
            Optional<Slice> printed = right.token();
            if (wanted.isEmpty() && printed.isEmpty()) {
                return Comparison.SAME;
            }
            if (wanted.isEmpty() || printed.isEmpty() || !TokenEquality.same(rule, wanted.get(), printed.get())) {
                return Comparison.different(
                        "token " + number,
                        wanted.map(Slice::shown).orElse("the end"),
                        printed.map(Slice::shown).orElse("the end"));
            }
        }
    }
}
