package dev.assay.reward;

import java.io.Serial;

/** Something went wrong that is not the model's doing. The message is for people and names the remedy where it can. */
public class AssayException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public AssayException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public AssayException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What went wrong. */
    public ErrorCode code() {
        return code;
    }
}
