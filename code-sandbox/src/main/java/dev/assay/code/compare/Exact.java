package dev.assay.code.compare;

import java.util.Arrays;

/** Byte for byte. */
public record Exact() implements Comparer {
    @Override
    public Comparison compare(byte[] expected, byte[] actual) {
        int at = Arrays.mismatch(expected, actual);
        if (at < 0) {
            return Comparison.SAME;
        }
        return Comparison.different("byte " + (at + 1), around(expected, at), around(actual, at));
    }

    private static String around(byte[] bytes, int at) {
        return at >= bytes.length ? "the end" : new Slice(bytes, at, Math.min(bytes.length, at + 20)).shown();
    }
}
