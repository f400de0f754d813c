package dev.assay.code.box;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** A box with a process in it that is spoken to over its three streams. */
public interface Box extends AutoCloseable {
    OutputStream input();

    InputStream output();

    InputStream errors();

    /** The first process of the box as this machine sees it; 0 where it is on another. */
    long pid();

    /** The control group of everything in the box, where it can be written from here. */
    Optional<ControlGroup> group();

    /** Ends everything in the box; returns at once. */
    void kill();

    /** Ends everything in the box and removes what it leaves. */
    @Override
    void close();
}
