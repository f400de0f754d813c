package dev.assay.format;

import java.util.Arrays;

/**
 * Finds the next character that may begin something, over one text and only forwards. A string is searched for one
 * character at a time with the JDK's vectorised search, which is many times faster than looking at each character in
 * turn; each part of it is passed at most once for each character.
 */
final class Triggers {
    private final CharSequence text;
    private final int end;
    private final char[] characters;
    private final int[] next;

    Triggers(CharSequence text, int end, char[] characters) {
        this.text = text;
        this.end = end;
        this.characters = characters;
        this.next = new int[characters.length];
        Arrays.fill(next, -1);
    }

    /**
     * The first place in {@code [from, end)} of any of the characters, or {@code end}; {@code from} never decreases.
     */
    int next(int from) {
        return text instanceof String string ? nearest(string, from) : each(from);
    }

    private int nearest(String string, int from) {
        int nearest = end;
        for (int i = 0; i < characters.length; i++) {
            if (next[i] < from) {
                int found = string.indexOf(characters[i], from, end);
                next[i] = found < 0 ? end : found;
            }
            nearest = Math.min(nearest, next[i]);
        }
        return nearest;
    }

    private int each(int from) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            for (char character : characters) {
                if (c == character) {
                    return i;
                }
            }
        }
        return end;
    }
}
