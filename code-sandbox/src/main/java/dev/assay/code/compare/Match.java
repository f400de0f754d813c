package dev.assay.code.compare;

/** How an output relates to the expected one. */
public enum Match {
    /** It is the expected output. */
    SAME,
    /** The tokens are right and their layout is not, where the comparer cares about layout. */
    PRESENTATION,
    /** It is something else. */
    DIFFERENT
}
