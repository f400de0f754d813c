package dev.assay.math.puzzle;

import java.util.Locale;

/** The form in which names, values and headings of tables are compared. */
final class Cells {
    private Cells() {}

    /** Lower case, without markup, punctuation at the ends and spacing. */
    static String normal(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean kept = Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '.' && isInNumber(text, i);
            if (kept) {
                normal.append(c);
            } else if (!normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
                normal.append(' ');
            }
        }
        return normal.toString().strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isInNumber(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
    }
}
