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
    private static final int MAX_PARTS = 8;

    /**
     * The last answer tags after the last {@code </think>}, all of them where there are several; else everything after
     * the last {@code </think>}; else everything. What follows a special token of a chat template is cut off.
     */
    static List<Part> of(String text) {
        int thought = text.lastIndexOf("</think>");
        int from = thought < 0 ? 0 : thought + "</think>".length();
        int to = end(text, from);
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
        return parts.isEmpty() ? List.of(new Part(from, to, false)) : parts;
    }

    private static int end(String text, int from) {
        int to = text.length();
        for (String token : new String[] {"<|im_", "<|end", "<|eot", "</s>", "<|assistant", "<|user"}) {
            int at = text.indexOf(token, from, to);
            to = at < 0 ? to : at;
        }
        return to;
    }

    String label(String text) {
        return tagged
                ? "<answer>"
                : from > 0 ? "after </think>" : to < text.length() ? "before a special token" : "all";
    }
}
