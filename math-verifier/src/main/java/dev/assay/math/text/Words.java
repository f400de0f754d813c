package dev.assay.math.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a short text as SQuAD's evaluation normalises them (Rajpurkar et al., 2016): lower case, without
 * punctuation, articles and spacing. Unlike it, every script's punctuation goes; what makes another number of a number
 * stays: a point, slash or colon between digits and a minus before one.
 *
 * @param words in their order
 */
public record Words(List<String> words) {
    /** The most characters that are read. */
    public static final int MAX_LENGTH = 20_000;

    public Words {
        words = List.copyOf(words);
    }

    /** Splits a text; linear in its length. */
    public static Words of(String text, boolean keepCase) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                end(word, words);
            } else if (isUnspaced(c)) {
                end(word, words);
                words.add(String.valueOf(c));
            } else if (!isPunctuation(c) || isPartOfNumber(text, i)) {
                word.append(keepCase ? c : Character.toLowerCase(c == '−' ? '-' : c));
            }
        }
        return new Words(words);
    }

    private static void end(StringBuilder word, List<String> words) {
        String done = word.toString();
        word.setLength(0);
        String lower = done.toLowerCase(java.util.Locale.ROOT);
        if (!done.isEmpty() && !lower.equals("a") && !lower.equals("an") && !lower.equals("the")) {
            words.add(done);
        }
    }

    /** Of a script that parts no words each character is one. */
    private static boolean isUnspaced(char c) {
        return Character.isIdeographic(c) || c >= 0x3040 && c <= 0x30FF;
    }

    private static boolean isPunctuation(char c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> c == '−' || c < 0x80 && "$+<=>^`|~".indexOf(c) >= 0;
        };
    }

    private static boolean isPartOfNumber(String text, int at) {
        char c = text.charAt(at);
        boolean digitAfter = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        boolean before = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1));
        return switch (c) {
            case '.', '/', ':' -> digitAfter && before && Character.isDigit(text.charAt(at - 1));
            case '-', '−' -> digitAfter && !before;
            default -> false;
        };
    }

    /** The harmonic mean of precision and recall over the words as a bag; 1 where both are empty. */
    public double overlap(Words other) {
        if (words.isEmpty() || other.words.isEmpty()) {
            return words.equals(other.words) ? 1 : 0;
        }
        Map<String, Integer> open = new HashMap<>();
        words.forEach(word -> open.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : other.words) {
            if (open.merge(word, -1, Integer::sum) >= 0) {
                common++;
            }
        }
        return 2.0 * common / (words.size() + other.words.size());
    }
}
