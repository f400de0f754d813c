package dev.assay.model.serving;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What requests may load: directories below one folder, links that lead out of it excluded. */
final class ModelFolder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private ModelFolder() {}

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new AssayException(
                    ErrorCode.INVALID_FIELD, "a name is letters, digits, '.', '_' and '-', at most 64");
        }
    }

    static Path below(Optional<Path> folder, String path) {
        Path root = folder.orElseThrow(() ->
                new AssayException(ErrorCode.INVALID_FIELD, "no folder is configured from which models may be loaded"));
        try {
            Path real = root.toRealPath();
            Path directory = real.resolve(path).toRealPath();
            if (directory.startsWith(real) && !directory.equals(real)) {
                return directory;
            }
        } catch (IOException | InvalidPathException _) {
            // What is not there and what may not be looked at get the same answer.
        }
        throw new AssayException(ErrorCode.INVALID_FIELD, "'" + path + "' is no directory below the folder of models");
    }
}
