package dev.assay.code.pool;

import dev.assay.code.language.Toolchain;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What languages make once, ahead of all programs, such as precompiled headers. It is made by the machine's own tools
 * of the machine's own files, while programs are compiled without it, and boxes show it read-only. No submission has a
 * part in it.
 */
final class Ahead implements AutoCloseable {
    /** Not /tmp: a box that showed a folder below it could not have its own there. */
    private static final Path ROOT = Path.of("/var/tmp");

    private static final String PREFIX = "assay-ahead-";
    private static final long SECONDS = 180;
    /** As many programs have to be compiled before it is begun; somebody who judges one needs none of it. */
    private static final int WORTH_IT = 3;

    /** Those that are open: where nobody closes a sandbox, the end of the process does what is left of it. */
    private static final Set<Ahead> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Ahead::close), "sandbox-ahead"));
    }

    private final boolean here;
    private final Map<String, Making> all = new ConcurrentHashMap<>();

    /** To be made, under way or ended. */
    private static final class Making {
        private final Thread thread;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile Optional<Path> made = Optional.empty();

        Making(Toolchain toolchain) {
            thread = Thread.ofVirtual().unstarted(() -> made = make(toolchain));
        }
    }

    /** @param here whether boxes can show files of this machine */
    Ahead(boolean here) {
        this.here = here && Files.isWritable(ROOT);
        if (this.here) {
            sweep();
        }
    }

    /** The folder with what this language has made, where it is ready. */
    Optional<Path> folder(Toolchain toolchain) {
        return Optional.ofNullable(all.get(toolchain.definition().name())).flatMap(making -> making.made);
    }

    /** The same for a program that is about to be compiled; once there were a few of them, it begins to be made. */
    Optional<Path> folderForOneMore(Toolchain toolchain) {
        List<String> parts = toolchain.definition().ahead();
        if (!here || parts.isEmpty()) {
            return Optional.empty();
        }
        Making making = all.computeIfAbsent(toolchain.definition().name(), _ -> new Making(toolchain));
        if (making.asked.incrementAndGet() == WORTH_IT) {
            OPEN.add(this);
            making.thread.start();
        }
        return making.made;
    }

    private static Optional<Path> make(Toolchain toolchain) {
        Path folder;
        try {
            folder = Files.createTempDirectory(
                    ROOT, PREFIX + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            return Optional.empty();
        }
        boolean made = false;
        try {
            made = run(toolchain.ahead(folder), folder);
            if (made) {
                open(folder);
                return Optional.of(folder);
            }
        } catch (IOException e) {
            made = false;
        } catch (InterruptedException e) {
            made = false;
            Thread.currentThread().interrupt();
        } finally {
            if (!made) {
                delete(folder);
            }
        }
        return Optional.empty();
    }

    private static boolean run(List<String> command, Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(
                Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", folder.toString(), "LANG", "C.UTF-8"));
        Process process = builder.start();
        try {
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Boxes look at it as a user of their own. */
    private static void open(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "r--r--r--"));
            }
        }
    }

    /** Removes what killed processes left. */
    private static void sweep() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(ROOT, PREFIX + "*")) {
            for (Path folder : folders) {
                String pid = folder.getFileName().toString().split("-")[2];
                if (pid.chars().allMatch(Character::isDigit)
                        && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    delete(folder);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // What cannot be listed is not ours to remove.
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // Someone else removes it as well, or the next one will.
        }
    }

    @Override
    public void close() {
        OPEN.remove(this);
        for (Making making : all.values()) {
            making.thread.interrupt();
            try {
                making.thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            making.made.ifPresent(Ahead::delete);
            making.made = Optional.empty();
        }
    }
}
