package dev.assay.code.verdict;

/** Whose doing a finding is. */
public enum Cause {
    /** The program's, so it is scored. */
    PROGRAM,
    /** Our sandbox's, or a checker's that fails; may be tried again. */
    SANDBOX,
    /** The caller's deadline. */
    DEADLINE,
    /** The tests cannot be used. */
    REFERENCE
}
