package dev.assay.code.repair;

/** A patch that cannot be used. */
final class PatchException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean refused;

    private PatchException(String message, boolean refused) {
        super(message);
        this.refused = refused;
    }

    /** It cannot be read, or does not apply. */
    static PatchException failed(String message) {
        return new PatchException(message, false);
    }

    /** It reaches for what no patch may touch. */
    static PatchException refused(String message) {
        return new PatchException(message, true);
    }

    boolean refused() {
        return refused;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
