package dev.assay.decoder.template;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.Serial;

/** A template that cannot be read, or that refuses or chokes on what it is given. */
public final class TemplateException extends AssayException {
    @Serial
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(ErrorCode.INVALID_FIELD, "chat template: " + message);
    }
}
