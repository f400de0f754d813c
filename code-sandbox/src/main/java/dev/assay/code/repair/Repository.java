package dev.assay.code.repair;

import dev.assay.code.run.SourceFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The working tree of a repository on this machine, below the folder that {@code ASSAY_REPOSITORIES} names where it is
 * set. The history and links stay behind.
 */
final class Repository {
    private static final long LARGEST = 256L << 20;
    private static final int MOST_FILES = 20_000;

    private Repository() {}

    /** @throws IllegalArgumentException where it cannot be used, with a message that says why */
    static FileTree read(String name) {
        Path folder = locate(name);
        List<SourceFile> files = new ArrayList<>();
        long[] size = {0};
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    return path.getFileName() != null && path.getFileName().toString().equals(".git")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    String relative = folder.relativize(path).toString();
                    if (!attributes.isRegularFile() || !SourceFile.safe(relative)) {
                        return FileVisitResult.CONTINUE;
                    }
                    size[0] += attributes.size();
                    if (size[0] > LARGEST || files.size() >= MOST_FILES) {
                        throw new IllegalArgumentException("the repository has more than " + MOST_FILES + " files or "
                                + (LARGEST >> 20) + " MiB");
                    }
                    files.add(new SourceFile(relative, Files.readAllBytes(path), Files.isExecutable(path)));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new IllegalArgumentException("the repository cannot be read: " + e.getMessage(), e);
        }
        return new FileTree(files);
    }

    private static Path locate(String name) {
        Path root = Optional.ofNullable(System.getenv("ASSAY_REPOSITORIES"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElse(Path.of("/"));
        try {
            Path folder = (root.equals(Path.of("/")) ? Path.of(name) : root.resolve(name)).toRealPath();
            if (!folder.startsWith(root.toRealPath()) || !Files.isDirectory(folder)) {
                throw new IllegalArgumentException("the repository '" + name + "' is no folder below " + root);
            }
            return folder;
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw new IllegalArgumentException("there is no repository '" + name + "'", e);
        }
    }
}
