package dev.assay.math.compare;

import java.io.Serial;

/** An expression is no single value, such as a set or infinity. Carries no stack trace. */
final class NoNormalForm extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NoNormalForm(String what) {
        super(what, null, false, false);
    }
}
