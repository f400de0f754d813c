package dev.assay.code.pool;

import dev.assay.code.box.BoxKind;
import dev.assay.code.box.ControlGroup;
import dev.assay.code.box.PlainRunner;
import dev.assay.code.language.Toolchains;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Opens sandboxes. */
public final class Sandboxes {
    private Sandboxes() {}

    /**
     * Opens a sandbox of this kind.
     *
     * @param kind {@code unshare}, {@code bubblewrap}, or {@code none} for the one that isolates nothing
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where the kind is unknown or does not work here
     */
    public static Sandbox open(String kind) {
        if (kind.equals("none")) {
            return new CompilingSandbox(new PlainRunner(), Toolchains.shipped());
        }
        BoxKind box = Stream.of(BoxKind.values())
                .filter(one -> one.word().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssayException(
                        ErrorCode.CONFIGURATION,
                        "no sandbox of the kind '" + kind + "'; there are: bubblewrap, unshare, none"));
        Path python = Interpreter.find()
                .orElseThrow(() -> new AssayException(
                        ErrorCode.CONFIGURATION, "the boxes need python3 3.9 or later; without it only 'none' works"));
        ControlGroup.sweep();
        return new CompilingSandbox(
                new SupervisorPool(
                        box,
                        python,
                        new BoxReport(kind, true, List.of()),
                        Runtime.getRuntime().availableProcessors()),
                Toolchains.shipped());
    }
}
