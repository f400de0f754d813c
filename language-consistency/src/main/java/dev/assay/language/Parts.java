package dev.assay.language;

/**
 * Where thinking and answer stand in a completion. The thinking ends at the last {@code </think>}, so that nothing can
 * be put between two of them, and where there is none at the end. Offsets are UTF-16 units.
 *
 * @param tagged whether there is any thinking tag, or the prompt opened the thinking
 * @param thinking where the thinking begins
 * @param thinkingEnd where it ends
 * @param answer where the answer begins
 * @param end where the completion ends
 */
record Parts(boolean tagged, int thinking, int thinkingEnd, int answer, int end) {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    static Parts of(String completion, boolean prefilled) {
        int open = completion.indexOf(OPEN);
        int close = completion.lastIndexOf(CLOSE);
        int end = completion.length();
        if (open < 0 && close < 0 && !prefilled) {
            return new Parts(false, 0, end, end, end);
        }
        int thinking = open < 0 || prefilled || close >= 0 && close < open ? 0 : open + OPEN.length();
        return close < thinking
                ? new Parts(true, thinking, end, end, end)
                : new Parts(true, thinking, close, close + CLOSE.length(), end);
    }
}
