package dev.assay.code.box;

import dev.assay.code.run.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A temporary folder on this machine, for the kind that has no file system of its own. */
record Folder(Path root) implements AutoCloseable {
    static Folder make() throws IOException {
        return new Folder(Files.createTempDirectory("assay-run-"));
    }

    /** Lays files into a folder of this name. */
    Path lay(String name, List<SourceFile> files) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        for (SourceFile file : files) {
            Path path = folder.resolve(file.name());
            Files.createDirectories(path.getParent());
            Files.write(path, file.content());
            if (file.executable() && !path.toFile().setExecutable(true)) {
                throw new IOException("cannot be made executable: " + file.name());
            }
        }
        return folder;
    }

    /** What lies at these names: regular files only, followed through no link, no more than the limit together. */
    static List<SourceFile> read(Path work, List<String> names, long limit) throws IOException {
        List<SourceFile> found = new ArrayList<>();
        long[] left = {limit};
        for (String name : names) {
            if (name.endsWith("/")) {
                Path folder = work.resolve(name);
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    try (Stream<Path> below = Files.walk(folder, 8)) {
                        for (Path path : below.sorted().toList()) {
                            add(found, folder.relativize(path).toString(), path, left);
                        }
                    }
                }
            } else {
                add(found, name, work.resolve(name), left);
            }
        }
        return found;
    }

    private static void add(List<SourceFile> found, String name, Path path, long[] left) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > left[0]) {
            return;
        }
        try (InputStream in = Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes((int) Math.min(left[0], Integer.MAX_VALUE - 8));
            left[0] -= content.length;
            found.add(new SourceFile(name, content, Files.isExecutable(path)));
        }
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, Set.of(), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, java.io.IOException trouble) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
