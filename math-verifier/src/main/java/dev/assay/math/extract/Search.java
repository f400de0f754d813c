package dev.assay.math.extract;

import java.util.Arrays;
import java.util.List;

/**
 * Where a final answer is looked for.
 *
 * @param order the sources, the first that has an answer decides; those that are not named are passed over
 * @param window how many of the last characters are looked at; 0 for all
 * @param boxes which box counts
 * @param several what different final answers of one source are
 * @param inline whether a formula between single dollars may go over several lines
 */
public record Search(List<Source> order, int window, Boxed boxes, Several several, Inline inline) {
    /** All sources in the order of {@link Source} but {@code LATEST}; different final answers are none. */
    public static final Search DEFAULT = new Search(
            Arrays.stream(Source.values())
                    .filter(source -> source != Source.LATEST)
                    .toList(),
            0,
            Boxed.LAST,
            Several.NONE,
            Inline.ANY);

    /** Which box counts. */
    public enum Boxed {
        LAST,
        FIRST,
        /** All of them, as one list. */
        ALL,
        /** The last, with those before it that are near: ten characters, or seventy with "and", "or" or a comma. */
        JOINED
    }

    /** Whether a formula between single dollars may go over several lines. */
    public enum Inline {
        ANY,
        ONE_LINE
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
