package dev.assay.math.calculus;

import java.io.Serial;

/** An expression is no single value, such as a set or infinity. Carries no stack trace. */
public final class NoNormalForm extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public NoNormalForm(String what) {
        super(what, null, false, false);
    }
}
