package dev.assay.code.compare;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A part of an output, without a copy.
 *
 * @param from the first byte
 * @param to behind the last byte
 */
record Slice(byte[] bytes, int from, int to) {
    private static final int SHOWN = 40;

    int length() {
        return to - from;
    }

    byte at(int index) {
        return bytes[from + index];
    }

    boolean sameBytes(Slice other) {
        return Arrays.equals(bytes, from, to, other.bytes, other.from, other.to);
    }

    /** The bytes as characters, one for one: a key for counting, and what numbers are parsed from. */
    String latin() {
        return new String(bytes, from, length(), StandardCharsets.ISO_8859_1);
    }

    /** The text for people, shortened. */
    String shown() {
        if (length() <= SHOWN) {
            return new String(bytes, from, length(), StandardCharsets.UTF_8);
        }
        return new String(bytes, from, SHOWN, StandardCharsets.UTF_8) + "… (" + length() + " bytes)";
    }
}
