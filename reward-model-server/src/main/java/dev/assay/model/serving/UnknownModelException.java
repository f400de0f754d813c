package dev.assay.model.serving;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;

/** A request names a model that is not there, or none where there are several. */
public final class UnknownModelException extends AssayException {
    private static final long serialVersionUID = 1L;

    UnknownModelException(String message) {
        super(ErrorCode.INVALID_FIELD, message);
    }
}
