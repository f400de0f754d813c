package dev.assay.code.compare;

/** ASCII letters without their case. */
final class Letters {
    private Letters() {}

    static boolean sameWithoutCase(Slice left, Slice right) {
        if (left.length() != right.length()) {
            return false;
        }
        for (int i = 0; i < left.length(); i++) {
            if (lower(left.at(i)) != lower(right.at(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the slice is this word, which is in lower case. */
    static boolean isWord(Slice slice, String word) {
        if (slice.length() != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (lower(slice.at(i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
