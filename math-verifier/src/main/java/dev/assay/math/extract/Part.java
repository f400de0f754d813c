package dev.assay.math.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the completion in which the final answer is looked for.
 *
 * @param from first character
 * @param to after the last character
 * @param tagged whether answer tags surround it
 */
record Part(int from, int to, boolean tagged) {
    private static final String OPEN = "<answer>";
    private static final String CLOSE = "</answer>";
    private static final String[] SPECIAL = {"<|im_", "<|end", "<|eot", "</s>", "<|assistant", "<|user"};
    private static final int MAX_PARTS = 8;

    /**
     * The last answer tags after the last {@code </think>}, all of them where there are several; else everything after
     * the last {@code </think>}; else everything. Where that is blank, the answer tags before the last thinking. What
     * follows a special token of a chat template is cut off.
     */
    static List<Part> of(String text) {
        if (text.indexOf('<') < 0) {
            return List.of(new Part(0, text.length(), false));
        }
        int thought = text.lastIndexOf("</think>");
        int from = thought < 0 ? 0 : thought + "</think>".length();
        int to = end(text, from);
        List<Part> parts = answers(text, from, to);
        if (parts.isEmpty()
                && thought >= 0
                && withoutTags(text.substring(from, to)).isBlank()) {
            parts = before(text, thought);
        }
        return parts.isEmpty() ? List.of(new Part(from, to, false)) : parts;
    }

    /** Answer tags between the last thinking and the one before it. */
    private static List<Part> before(String text, int thought) {
        int opened = text.lastIndexOf("<think>", thought);
        int closed = text.lastIndexOf("</think>", thought - 1);
        if (opened < 0 || closed > opened) {
            return List.of(); // the thinking was opened by the prompt, so everything before its end is inside
        }
        int from = closed < 0 ? 0 : closed + "</think>".length();
        return text.lastIndexOf("<think>", opened - 1) >= from ? List.of() : answers(text, from, opened);
    }

    private static List<Part> answers(String text, int from, int to) {
        List<Part> parts = new ArrayList<>();
        int open = text.indexOf(OPEN, from, to);
        int close = -1;
        while (open >= 0) {
            int start = open + OPEN.length();
            if (close < start) {
                close = text.indexOf(CLOSE, start, to);
                close = close < 0 ? to : close; // an answer that was never closed goes on to the end
            }
            int next = text.indexOf(OPEN, start, to);
            if (next < 0 || next > close) { // an opening tag inside is the one that counts
                if (parts.size() == MAX_PARTS) {
                    parts.removeFirst();
                }
                parts.add(new Part(start, close, true));
            }
            open = next;
        }
        return parts;
    }

    /** The text without answer tags that have lost their partner; a text without any is given back as it is. */
    static String withoutTags(String text) {
        return text.contains("answer>") ? text.replace(OPEN, " ").replace(CLOSE, " ") : text;
    }

    private static int end(String text, int from) {
        for (int at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
            for (String token : SPECIAL) {
                if (text.startsWith(token, at)) {
                    return at;
                }
            }
        }
        return text.length();
    }

    String label(String text) {
        return tagged
                ? "<answer>"
                : from > 0 ? "after </think>" : to < text.length() ? "before a special token" : "all";
    }
}
