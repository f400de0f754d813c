package dev.assay.code.run;

/** How preparing a program went. */
public sealed interface Preparation {
    /** It can be run. */
    record Ready(Prepared program) implements Preparation {}

    /**
     * The program cannot be compiled, or not within the limits of its language.
     *
     * @param message what the compiler said, at most 16 KiB
     */
    record CompileError(String message) implements Preparation {}

    /** Our side failed, or lacks the language: nothing is known of the program. May be tried again. */
    record Trouble(String why) implements Preparation {}
}
