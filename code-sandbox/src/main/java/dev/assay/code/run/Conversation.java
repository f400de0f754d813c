package dev.assay.code.run;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A run that is spoken with while it goes on. One thread may write while another reads. The limits of the request hold;
 * when one is reached the streams end.
 */
public interface Conversation extends AutoCloseable {
    /**
     * The program's standard input; flushed bytes reach it. Closing it is the end of its input. Writing to a program
     * that has ended is an {@link java.io.IOException}.
     */
    OutputStream toProgram();

    /** The program's standard output as it comes; ends with the program. */
    InputStream fromProgram();

    /**
     * Closes the program's input, waits for its end within its limits and says how it went. Its {@link Run#stdout()} is
     * empty: it went through {@link #fromProgram()}, and what nobody read there is dropped.
     */
    Run await();

    /** Ends the program at once, if it still runs. */
    @Override
    void close();
}
