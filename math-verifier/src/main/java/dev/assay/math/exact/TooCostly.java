package dev.assay.math.exact;

import java.io.Serial;

/** A budget is spent. Carries no stack trace, because it is an expected end of work on hostile input. */
public final class TooCostly extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public TooCostly(String what) {
        super(what, null, false, false);
    }
}
