package dev.assay.reward;

/** Makes one bounded, well-formed line of a text that may come from a model. */
public final class Evidence {
    /** The most characters (UTF-16 units) that a line of evidence has. */
    public static final int LIMIT = 400;

    private Evidence() {}

    /** The text as one line of at most {@link #LIMIT} characters. */
    public static String line(String text) {
        return line(text, LIMIT);
    }

    /**
     * The text as one line: line breaks and other control characters become spaces, unpaired surrogates become U+FFFD,
     * and what is longer than {@code limit} ends in an ellipsis. The cost is bounded by {@code limit}, not by the text.
     */
    static String line(String text, int limit) {
        int end = Math.min(text.length(), limit);
        if (end == text.length() && isClean(text)) {
            return text;
        }
        boolean cut = end < text.length();
        int last = cut ? limit - 1 : end;
        StringBuilder line = new StringBuilder(last + 1);
        for (int i = 0; i < last; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                if (i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                    if (i + 1 < last) {
                        line.append(c).append(text.charAt(++i));
                    }
                } else {
                    line.append('\uFFFD');
                }
            } else if (Character.isLowSurrogate(c)) {
                line.append('\uFFFD');
            } else {
                line.append(isBreak(c) ? ' ' : c);
            }
        }
        return cut ? line.append('…').toString() : line.toString();
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBreak(c) || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBreak(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }
}
