package dev.assay.math.parse;

import java.io.Serial;

/** The text cannot be read. Carries no stack trace, because it is an expected end of reading. */
public final class ParseFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int position;

    /** @param position where reading ended, in characters from 0 */
    public ParseFailure(int position, String what) {
        super(what, null, false, false);
        this.position = position;
    }

    /** Where reading ended, in characters from 0. */
    public int position() {
        return position;
    }
}
