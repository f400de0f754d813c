package dev.assay.deploy;

/** How a command ended. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;
    /** Done, with a negative result. */
    static final int NEGATIVE = 1;
    /** Flags, recipe or file cannot be used; nothing was done. */
    static final int USAGE = 2;
    /** The environment lacks something, or our own side failed. */
    static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
