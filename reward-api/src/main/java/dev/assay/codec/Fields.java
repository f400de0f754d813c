package dev.assay.codec;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;

/** What both forms demand of the fields of a rollout. */
final class Fields {
    /** The most characters of an id, and of a group's id. */
    static final int ID_LIMIT = 512;

    private static final int NAME_LIMIT = 64;
    private static final int GROUP_LIMIT = 65_536;

    private Fields() {}

    static AssayException invalid(String field, String message) {
        return new AssayException(ErrorCode.INVALID_FIELD, "field '" + field + "' " + message);
    }

    static AssayException missing(String field) {
        return invalid(field, "is missing");
    }

    static String id(String field, String id) {
        if (id.isEmpty()) {
            throw invalid(field, "is missing or empty");
        }
        if (id.length() > ID_LIMIT) {
            throw invalid(field, "has " + id.length() + " characters; allowed: " + ID_LIMIT);
        }
        return id;
    }

    static String name(String field, String name) {
        if (name.isEmpty()) {
            throw invalid(field, "is missing or empty");
        }
        if (name.length() > NAME_LIMIT) {
            throw invalid(field, "has " + name.length() + " characters; allowed: " + NAME_LIMIT);
        }
        return name;
    }

    static int groupSize(long size) {
        if (size < 1 || size > GROUP_LIMIT) {
            throw invalid("groupSize", "must be from 1 to " + GROUP_LIMIT + ", not " + size);
        }
        return (int) size;
    }

    static long positive(String field, long number) {
        if (number < 1) {
            throw invalid(field, "must be at least 1, not " + number);
        }
        return number;
    }

    /** The text with unpaired surrogates, which no UTF-8 can carry, turned into U+FFFD. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return replaced(text, i);
                }
            }
        }
        return text;
    }

    private static String replaced(String text, int from) {
        StringBuilder out = new StringBuilder(text);
        for (int i = from; i < out.length(); i++) {
            char c = out.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < out.length() && Character.isLowSurrogate(out.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                out.setCharAt(i, '\uFFFD');
            }
        }
        return out.toString();
    }
}
