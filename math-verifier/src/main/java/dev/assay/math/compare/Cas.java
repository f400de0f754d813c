package dev.assay.math.compare;

import dev.assay.math.exact.Steps;
import dev.assay.math.parse.Expr;

/**
 * The last rung: computer algebra. It is asked only where every rung before could not decide, and bounds its own work
 * by the given steps.
 */
@FunctionalInterface
public interface Cas {
    /** No computer algebra: what reaches the last rung stays undecided. */
    Cas NONE = (reference, answer, steps) -> Finding.UNKNOWN;

    /** What computer algebra found out. */
    enum Finding {
        EQUAL,
        DIFFERENT,
        UNKNOWN
    }

    /** Whether two single values are the same for all values of their variables. */
    Finding compare(Expr reference, Expr answer, Steps steps);
}
