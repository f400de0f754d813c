package dev.assay.deploy.child;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What can be said of models without loading anything.
 *
 * @param library where PyTorch's native library comes from; empty where nothing has fetched it yet
 * @param models which reward models are used; empty where none are
 * @param trouble why those that the environment names cannot be used
 */
public record ModelsReport(Optional<String> library, String models, Optional<String> trouble) {
    /** Looks at this machine. */
    public static ModelsReport look() {
        String named = System.getenv("ASSAY_MODELS");
        if (named != null && !Files.isReadable(Path.of(named))) {
            return new ModelsReport(
                    findLibrary(), "", Optional.of("ASSAY_MODELS names " + named + ", which cannot be read"));
        }
        if (named != null) {
            return new ModelsReport(findLibrary(), named + " (ASSAY_MODELS)", Optional.empty());
        }
        Path small = ModelsFlags.small();
        return new ModelsReport(
                findLibrary(),
                Files.isDirectory(small) ? "the small ones of " + small + "; --models names others" : "",
                Optional.empty());
    }

    private static Optional<String> findLibrary() {
        String own = System.getenv("PYTORCH_LIBRARY_PATH");
        if (own != null) {
            return Optional.of(
                    own + " (PYTORCH_LIBRARY_PATH)" + (Files.isDirectory(Path.of(own)) ? "" : ", which is no folder"));
        }
        Path classPath = Path.of(System.getProperty("assay.root", "."))
                .resolve(Path.of("deploy", "models", "target", "classpath"));
        try {
            return Arrays.stream(Files.readString(classPath).split(File.pathSeparator, -1))
                    .map(Path::of)
                    .filter(jar -> jar.getFileName().toString().startsWith("pytorch-native"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .map(jar -> jar.getFileName() + ", unpacked into " + cache() + " when it is used");
        } catch (IOException notBuilt) {
            return Optional.empty();
        }
    }

    private static String cache() {
        String folder = System.getenv("ENGINE_CACHE_DIR");
        return folder == null ? "~/.djl.ai" : folder;
    }
}
