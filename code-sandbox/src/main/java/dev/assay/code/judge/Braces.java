package dev.assay.code.judge;

/** Finds the brace that closes a block in a language of C's family, past texts and comments. */
final class Braces {
    private Braces() {}

    /**
     * The index of the closing brace.
     *
     * @param from behind the opening brace
     * @return -1 where there is none
     */
    static int closing(String text, int from) {
        int depth = 1;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return at;
            } else if (c == '"' || c == '\'') {
                at = quoted(text, at, c);
            } else if (text.startsWith("//", at)) {
                at = past(text, "\n", at);
            } else if (text.startsWith("/*", at)) {
                at = past(text, "*/", at);
            }
        }
        return -1;
    }

    private static int quoted(String text, int from, char quote) {
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private static int past(String text, String end, int from) {
        int at = text.indexOf(end, from + 2);
        return at < 0 ? text.length() : at + end.length() - 1;
    }
}
