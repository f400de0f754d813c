package dev.assay.code.compare;

import java.util.Optional;

/** Line by line; white space before a line's end and blank lines at the end of the output do not count. */
public record Lines() implements Comparer {
    @Override
    public Comparison compare(byte[] expected, byte[] actual) {
        Cursor left = new Cursor(expected);
        Cursor right = new Cursor(actual);
        for (long number = 1; ; number++) {
            Optional<Slice> wanted = left.line();
            Optional<Slice> printed = right.line();
            if (wanted.isEmpty() && printed.isEmpty()) {
                return Comparison.SAME;
            }
            if (wanted.isEmpty() || printed.isEmpty()) {
                return end(number, wanted, left, printed, right);
            }
            if (!wanted.get().sameBytes(printed.get())) {
                return Comparison.different(
                        "line " + number, wanted.get().shown(), printed.get().shown());
            }
        }
    }

    /** One output has ended; the other may only go on with blank lines. */
    private static Comparison end(
            long number, Optional<Slice> wanted, Cursor left, Optional<Slice> printed, Cursor right) {
        Optional<Slice> more = rest(wanted, left);
        if (more.isPresent()) {
            return Comparison.different("line " + number, more.get().shown(), "the end");
        }
        Optional<Slice> extra = rest(printed, right);
        return extra.isPresent()
                ? Comparison.different("line " + number, "the end", extra.get().shown())
                : Comparison.SAME;
    }

    private static Optional<Slice> rest(Optional<Slice> first, Cursor cursor) {
        return first.filter(line -> line.length() > 0).or(cursor::lineWithText);
    }
}
