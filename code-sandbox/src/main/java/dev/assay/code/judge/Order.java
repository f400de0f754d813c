package dev.assay.code.judge;

/** In which order tests run. No order changes a score. */
public enum Order {
    /** That of the suite, so that the first test that fails is always the same one. */
    SUITE,
    /**
     * Tests that failed earlier submissions of the same suite first. Judging a wrong submission stops sooner, but which
     * failing test it names depends on what was judged before.
     */
    FAIL_FIRST
}
