package dev.assay.math.parse.lex;

/** Tells words that are an answer themselves from mathematics. */
public final class Phrases {
    private Phrases() {}

    /** Whether a text consists of words only, so that it is meant as words: {@code no real roots}, {@code Evelyn}. */
    public static boolean isPhrase(String text) {
        int longest = 0;
        int run = 0;
        int words = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c) && Characters.ascii(c).isEmpty()) {
                words += run == 0 ? 1 : 0;
                longest = Math.max(longest, c >= 0x2E80 ? 3 : ++run);
            } else if (c == ' ' || c == '\n' || c == '.' || c == '-' || c == '\'' || c == ',' || c == '!' || c == '?') {
                run = 0;
            } else {
                return false;
            }
        }
        String word = text.strip();
        if (words == 1 && longest < 3) {
            return word.equalsIgnoreCase("no");
        }
        return longest >= 3
                && !(words == 1 && (Words.isGreek(word) || Words.constant(word).isPresent()))
                && !isListOfLetters(text);
    }

    /** Single letters joined by "and" or "or" are variables in a list. */
    private static boolean isListOfLetters(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !Character.isLetter(text.charAt(i))) {
                String word = text.substring(start, i);
                if (word.length() == 1 && word.charAt(0) >= 0x80) {
                    return false;
                }
                if (word.length() > 1
                        && !word.equals("and")
                        && !word.equals("or")
                        && Words.constant(word).isEmpty()) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }
}
