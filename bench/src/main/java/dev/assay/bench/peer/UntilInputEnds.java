package dev.assay.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;

/** How a child learns that its parent is done with it, or gone. */
public final class UntilInputEnds {
    private UntilInputEnds() {}

    /** Returns when standard input has ended. */
    public static void await() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
