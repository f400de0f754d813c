package dev.assay.code.run;

/** How a run ended. All but {@link Trouble} are what the program did. */
public sealed interface Ending {
    /** The program's first process ended with this code, 0 to 255. */
    record Exited(int code) implements Ending {}

    /** The program's first process was ended by this signal, which nobody of ours had sent. */
    record Signalled(int signal) implements Ending {}

    /** More processor time than allowed. */
    record CpuLimit() implements Ending {}

    /** The clock ran out while the program mostly slept. */
    record Idle() implements Ending {}

    /** More memory than allowed. */
    record MemoryLimit() implements Ending {}

    /** More output than allowed. */
    record OutputLimit() implements Ending {}

    /** Our side failed; nothing is known of the program. May be tried again. */
    record Trouble(String why) implements Ending {}
}
