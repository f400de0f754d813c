package dev.assay.math.extract;

import java.util.List;

/** What was found in a completion. */
public sealed interface Extraction {
    /**
     * One final answer.
     *
     * @param text the answer without what surrounds it
     * @param part the part of the completion that was judged: {@code <answer>}, {@code after </think>} or {@code all}
     * @param behind a percent sign that follows a box and may belong to it, or an empty text
     */
    record Found(String text, Source source, String part, String behind) implements Extraction {}

    /**
     * Final answers that are written differently. Whether they also mean different things, the comparison decides.
     *
     * @param texts at least two and at most eight, in their order
     */
    record Several(List<String> texts, Source source, String part) implements Extraction {
        public Several {
            texts = List.copyOf(texts);
        }
    }

    /** No answer. */
    record Nothing(String part) implements Extraction {}

    /** An answer that is longer than what is read. */
    record TooLong(int length, Source source, String part) implements Extraction {}
}
