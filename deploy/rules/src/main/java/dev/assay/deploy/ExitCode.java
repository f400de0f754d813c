package dev.assay.deploy;

/** How a command ended. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;
    /** Done, with a negative result. */
    public static final int NEGATIVE = 1;
    /** Flags, recipe or file cannot be used; nothing was done. */
    public static final int USAGE = 2;
    /** The environment lacks something, or our own side failed. */
    public static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
