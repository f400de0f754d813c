package dev.assay.model.judge.reading;

/** What a judge says, of an answer in which its thinking may come first. */
final class OwnWords {
    private static final String END = "</think>";

    private OwnWords() {}

    /** What follows the last {@code </think>}; all of it where there is none. */
    static String afterThinking(String answer) {
        int end = answer.lastIndexOf(END);
        return end < 0 ? answer : answer.substring(end + END.length());
    }
}
