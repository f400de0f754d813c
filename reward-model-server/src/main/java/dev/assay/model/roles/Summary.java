package dev.assay.model.roles;

/**
 * What a response says behind its thinking: everything after the last {@code </think>}, without the tags around an
 * answer. A response that never ends its thinking says nothing; one without any thinking is all summary.
 */
public final class Summary {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";
    private static final String ANSWER = "<answer>";
    private static final String END = "</answer>";

    private Summary() {}

    /**
     * The summary of a response.
     *
     * @param prefilledThink whether the thinking was opened in front of it
     */
    public static String of(String response, boolean prefilledThink) {
        String inside = behindThinking(response, prefilledThink).strip();
        if (inside.startsWith(ANSWER)) {
            inside = inside.substring(ANSWER.length());
            int end = inside.lastIndexOf(END);
            // What was written behind the answer is shown too: it is part of what the user reads.
            inside = end < 0 ? inside : inside.substring(0, end) + inside.substring(end + END.length());
        }
        return inside.strip();
    }

    /**
     * Everything behind the thinking, tags included.
     *
     * @param prefilledThink whether the thinking was opened in front of it
     */
    public static String behindThinking(String response, boolean prefilledThink) {
        int close = response.lastIndexOf(CLOSE);
        if (close >= 0) {
            return response.substring(close + CLOSE.length());
        }
        return prefilledThink || response.contains(OPEN) ? "" : response;
    }
}
