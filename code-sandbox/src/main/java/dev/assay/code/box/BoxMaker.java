package dev.assay.code.box;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes boxes of one kind. Safe for use by many threads. */
public interface BoxMaker extends AutoCloseable {
    BoxKind kind();

    /** The interpreter that supervisors run on, 3.9 or later, as a path in the box. */
    String python();

    /** What that interpreter reads, as paths in the box. */
    List<String> pythonReads();

    /** The user id that a supervisor has to become by itself; 0 where it is started as the right one. */
    int user(int number);

    /** Whether a box of this kind can show this path. */
    boolean reaches(Path path);

    /** Who programs are outside of their box. */
    String outerUser();

    /**
     * Makes a box and starts a command in it.
     *
     * @param number tells the boxes of this process apart
     * @param read what the box shows of the machine
     * @throws IOException where it cannot be made; the message says why
     */
    Box make(int number, List<String> command, List<String> read) throws IOException;

    @Override
    void close();
}
