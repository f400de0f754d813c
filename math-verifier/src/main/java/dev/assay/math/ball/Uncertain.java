package dev.assay.math.ball;

import java.io.Serial;

/**
 * At this precision it cannot be told where a value lies, such as on which side of zero a divisor is. More digits may
 * help. Carries no stack trace.
 */
public final class Uncertain extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public Uncertain(String what) {
        super(what, null, false, false);
    }
}
