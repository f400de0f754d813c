package dev.assay.model.training;

import dev.assay.decoder.checkpoint.CheckpointWriter;
import dev.assay.decoder.checkpoint.TensorType;
import dev.assay.decoder.model.Transformer;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a model is written to. It is written beside its place and moved there whole; what was there before goes only
 * then. Files that are not of a model stay nobody's: a directory that holds something else is refused at the start.
 */
final class OutputDirectory implements AutoCloseable {
    private final Path target;
    private final Path prepared;
    private final Path part;
    private final Path before;

    /** Takes the place; makes an empty directory beside it for what a model has besides weights. */
    OutputDirectory(Path target) throws IOException {
        this.target = target;
        this.prepared = target.resolveSibling("." + target.getFileName() + ".prepared");
        this.part = target.resolveSibling("." + target.getFileName() + ".part");
        this.before = target.resolveSibling("." + target.getFileName() + ".before");
        if (Files.exists(target) && !Files.exists(target.resolve("config.json")) && !isEmpty(target)) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION, "output: " + target + " exists and is no model directory");
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        for (Path own : List.of(prepared, part, before)) {
            delete(own);
        }
        Files.createDirectory(prepared);
    }

    /** Everything but the weights. */
    Path prepared() {
        return prepared;
    }

    Path target() {
        return target;
    }

    /** Puts the model, with some more files, into its place. */
    void save(Transformer model, TensorType type, Map<String, byte[]> more) throws IOException {
        delete(part);
        new CheckpointWriter(type).write(prepared, model.architecture(), model::weights, part);
        for (Map.Entry<String, byte[]> file : more.entrySet()) {
            Files.write(part.resolve(file.getKey()), file.getValue());
        }
        delete(before);
        if (Files.exists(target)) {
            Files.move(target, before);
        }
        Files.move(part, target);
        delete(before);
    }

    /** Removes what was only needed on the way. */
    @Override
    public void close() throws IOException {
        delete(part);
        delete(prepared);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
