package dev.assay.code.pool;

import dev.assay.code.box.PlainRunner;
import dev.assay.code.language.Toolchains;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;

/** Opens sandboxes. */
public final class Sandboxes {
    private Sandboxes() {}

    /**
     * Opens a sandbox of this kind.
     *
     * @param kind {@code none} for the one that isolates nothing
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where the kind is unknown or does not work here
     */
    public static Sandbox open(String kind) {
        if (kind.equals("none")) {
            return new CompilingSandbox(new PlainRunner(), Toolchains.shipped());
        }
        throw new AssayException(ErrorCode.CONFIGURATION, "no sandbox of the kind '" + kind + "'; there is: none");
    }
}
