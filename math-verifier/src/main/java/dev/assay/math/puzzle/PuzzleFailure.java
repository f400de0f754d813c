package dev.assay.math.puzzle;

/** A puzzle that cannot be read; the message names the member and what is expected there. */
public final class PuzzleFailure extends Exception {
    private static final long serialVersionUID = 1;

    PuzzleFailure(String message) {
        super(message);
    }
}
