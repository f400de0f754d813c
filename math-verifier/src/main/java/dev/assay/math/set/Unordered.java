package dev.assay.math.set;

import java.io.Serial;

/** Something is no set of real numbers, or its ends cannot be ordered. Carries no stack trace. */
public final class Unordered extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public Unordered(String what) {
        super(what, null, false, false);
    }
}
