package dev.assay.math.text;

import java.util.List;
import java.util.stream.Collectors;

/** Short forms of texts for evidence. */
public final class Shown {
    private static final int LIMIT = 80;

    private Shown() {}

    /** The beginning of a text, in one line, without dollars around it. */
    public static String cut(String text) {
        String line = text.length() > LIMIT ? text.substring(0, LIMIT - 1) + "…" : text;
        line = line.replace('\n', ' ').strip();
        boolean dollars = line.length() > 2 && line.startsWith("$") && line.endsWith("$");
        return dollars ? line.substring(1, line.length() - 1) : line;
    }

    /** Several texts beside each other. */
    public static String all(List<String> texts) {
        return texts.stream().map(Shown::cut).collect(Collectors.joining(" | "));
    }

    /** A text in the form in which identical spelling is decided: without outer dollars, spaces collapsed. */
    public static String normal(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                space = true;
            } else if (c != '$' || i > 0 && text.charAt(i - 1) == '\\') {
                if (space && !normal.isEmpty()) {
                    normal.append(' ');
                }
                normal.append(c);
                space = false;
            }
        }
        return normal.toString();
    }
}
