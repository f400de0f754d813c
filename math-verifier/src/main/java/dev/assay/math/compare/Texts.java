package dev.assay.math.compare;

import java.util.Locale;

/** Compares answers that are words. */
final class Texts {
    private Texts() {}

    /** Whether two texts are the same words, without regard to case, articles, punctuation and spacing. */
    static boolean equal(String reference, String answer) {
        return normal(reference).equals(normal(answer));
    }

    static String normal(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? Character.toLowerCase(text.charAt(i)) : ' ';
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                word.append(c);
            } else if (c != '\'' && !word.isEmpty()) {
                String done = word.toString().toLowerCase(Locale.ROOT);
                if (!done.equals("the") && !done.equals("a") && !done.equals("an")) {
                    normal.append(normal.isEmpty() ? "" : " ").append(done);
                }
                word.setLength(0);
            }
        }
        return normal.isEmpty() ? text.strip().toLowerCase(Locale.ROOT) : normal.toString();
    }
}
