package dev.assay.code.judge;

import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Runs;

/** A submission that is ready for its tests. */
interface Mode {
    /** The name of a test, for people. */
    String name(int index);

    /** Runs one test, by index from 0. */
    Finding run(int index, Runs runs);

    /** Whether the submission has no say in its verdict. */
    boolean trusted();
}
