package dev.assay.math.extract;

import java.util.ArrayList;
import java.util.List;

/** The different values of one source, the last of them last; a bounded number is kept. */
final class Values {
    /** The most characters of an answer. */
    static final int MAX_LENGTH = 10_000;

    /** No values, which nobody adds to. */
    static final Values NONE = new Values();

    private static final int MAX_KEPT = 8;

    private final List<String> different = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private String last = "";
    private int lastPosition = -1;
    private int lastEnd = -1;
    private int longest;

    /** The last value once more. */
    void again(int position) {
        lastPosition = isEmpty() ? lastPosition : position;
    }

    /** Adds a value that ends at a position. */
    void add(String value, int position, int end) {
        add(value, position);
        lastEnd = end;
    }

    void add(String value, int position) {
        String trimmed = value.strip();
        if (trimmed.isEmpty()) {
            return;
        }
        lastPosition = position;
        if (trimmed.equals(last)) {
            return;
        }
        last = trimmed;
        longest = Math.max(longest, trimmed.length());
        String key = key(trimmed);
        if (different.size() < MAX_KEPT && !keys.contains(key)) {
            keys.add(key);
            different.add(trimmed);
        }
    }

    /** A value without spaces, so that spacing alone makes no difference. */
    private static String key(String value) {
        StringBuilder key = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (!Character.isWhitespace(value.charAt(i))) {
                key.append(value.charAt(i));
            }
        }
        return key.toString();
    }

    boolean isEmpty() {
        return lastPosition < 0;
    }

    String last() {
        return last;
    }

    int lastPosition() {
        return lastPosition;
    }

    /** Where the last value ends; -1 where that is not known. */
    int lastEnd() {
        return lastEnd;
    }

    List<String> different() {
        return different;
    }

    boolean tooLong() {
        return longest > MAX_LENGTH;
    }

    int longest() {
        return longest;
    }
}
