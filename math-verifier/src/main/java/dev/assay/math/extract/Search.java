package dev.assay.math.extract;

import java.util.List;

/**
 * Where a final answer is looked for.
 *
 * @param order the sources, the first that has an answer decides; those that are not named are passed over
 * @param window how many of the last characters are looked at; 0 for all
 * @param boxes which box counts
 * @param several what different final answers of one source are
 */
public record Search(List<Source> order, int window, Boxed boxes, Several several) {
    /** All sources in the order of {@link Source}; different final answers are none. */
    public static final Search DEFAULT = new Search(List.of(Source.values()), 0, Boxed.LAST, Several.NONE);

    /** Which box counts. */
    public enum Boxed {
        LAST,
        FIRST,
        /** All of them, as one list. */
        ALL
    }

    /** What different final answers are. */
    public enum Several {
        /** No answer, unless they mean the same. */
        NONE,
        /** The last of them counts. */
        LAST
    }

    public Search {
        order = List.copyOf(order);
        if (order.isEmpty() || window < 0) {
            throw new IllegalArgumentException("at least one source, and no negative window");
        }
    }
}
