package dev.assay.code.box;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes boxes of child processes of this one. */
public final class LocalBoxes implements BoxMaker {
    private static final int FIRST_USER = 61_700;
    private static final int USERS = 256;

    private final BoxKind kind;
    private final Path python;
    private final List<String> pythonReads;
    private final boolean root = isRoot();

    /**
     * @param kind one that needs no engine
     * @param pythonReads what the interpreter reads of the machine
     */
    public LocalBoxes(BoxKind kind, Path python, List<String> pythonReads) {
        this.kind = kind;
        this.python = python;
        this.pythonReads = List.copyOf(pythonReads);
    }

    @Override
    public BoxKind kind() {
        return kind;
    }

    @Override
    public String python() {
        return python.toString();
    }

    @Override
    public List<String> pythonReads() {
        return pythonReads;
    }

    @Override
    public int user(int number) {
        return root ? FIRST_USER + number % USERS : 0;
    }

    @Override
    public boolean reaches(Path path) {
        return switch (kind) {
            case UNSHARE, DOCKER -> true;
            case BUBBLEWRAP -> !root || openToAll(path);
        };
    }

    @Override
    public String outerUser() {
        return root
                ? "an outer user of its own, without a name and not root"
                : "the outer user of this process, in a user namespace";
    }

    @Override
    public Box make(int number, List<String> supervisor, List<String> read) throws IOException {
        Optional<ControlGroup> group = ControlGroup.make(Integer.toString(number));
        // It waits for a line before it starts anything, so that nothing is started outside of its control group.
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "read -r _ && exec \"$@\"", "sh"));
        command.addAll(
                switch (kind) {
                    case UNSHARE -> supervisor;
                    case BUBBLEWRAP -> bubblewrap(supervisor, read, user(number));
                    case DOCKER -> throw new IllegalArgumentException("made by an engine");
                });
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.PIPE);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of(
                "PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", "/box/work", "TMPDIR", "/box/tmp", "LANG", "C.UTF-8"));
        Local box;
        try {
            box = new Local(builder.start(), group);
        } catch (IOException e) {
            group.ifPresent(ControlGroup::close);
            throw e;
        }
        try {
            if (group.isPresent()) {
                group.get().add(box.pid());
            }
            box.input().write('\n');
            box.input().flush();
            return box;
        } catch (IOException e) {
            box.close();
            throw e;
        }
    }

    @Override
    public void close() {
        // What it makes is closed by whoever has it.
    }

    private static boolean isRoot() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .anyMatch(line -> line.startsWith("Uid:") && line.split("\\s+")[2].equals("0"));
        } catch (IOException e) {
            return false;
        }
    }

    private record Local(Process process, Optional<ControlGroup> group) implements Box {
        @Override
        public OutputStream input() {
            return process.getOutputStream();
        }

        @Override
        public InputStream output() {
            return process.getInputStream();
        }

        @Override
        public InputStream errors() {
            return process.getErrorStream();
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void kill() {
            try (Stream<ProcessHandle> below = process.descendants()) {
                List<ProcessHandle> all = below.toList();
                process.destroyForcibly();
                all.forEach(ProcessHandle::destroyForcibly);
            }
        }

        @Override
        public void close() {
            kill();
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                // It is gone already.
            }
            process.onExit()
                    .orTimeout(5, TimeUnit.SECONDS)
                    .exceptionally(_ -> process)
                    .join();
            group.ifPresent(ControlGroup::close);
        }
    }

    private static boolean openToAll(Path path) {
        try {
            Path real = path.toRealPath();
            for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
                if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> bubblewrap(List<String> supervisor, List<String> read, int user) {
        List<String> command = new ArrayList<>();
        if (user > 0) {
            // As root, bubblewrap would keep every capability.
            command.addAll(List.of(
                    "setpriv",
                    "--reuid=" + user,
                    "--regid=" + user,
                    "--clear-groups",
                    "--no-new-privs",
                    "--inh-caps=-all",
                    "--"));
        }
        command.addAll(List.of("bwrap", "--unshare-all", "--unshare-user", "--die-with-parent", "--hostname", "box"));
        List<String> shown = new ArrayList<>(read);
        try (Stream<Path> libraries = Files.list(Path.of("/usr/lib"))) {
            libraries
                    .filter(path -> path.getFileName().toString().endsWith("-linux-gnu"))
                    .forEach(path -> shown.add(path.toString()));
        } catch (IOException e) {
            throw new AssayException(ErrorCode.UNAVAILABLE, "/usr/lib cannot be listed: " + e.getMessage(), e);
        }
        shown.addAll(List.of("/usr/lib64", "/etc/ld.so.cache", "/etc/alternatives"));
        for (String folder : List.of("/lib", "/lib64", "/bin")) {
            Path path = Path.of(folder);
            if (Files.isSymbolicLink(path)) {
                command.addAll(List.of("--symlink", "usr" + folder, folder));
            } else {
                shown.add(folder);
            }
        }
        shown.stream().distinct().sorted().forEach(path -> command.addAll(List.of("--ro-bind-try", path, path)));
        // The supervisor lays its own root over this one: what bubblewrap makes writable is out of reach there.
        command.addAll(List.of("--dev", "/dev", "--proc", "/proc", "--dir", "/mnt", "--remount-ro", "/", "--"));
        command.addAll(supervisor);
        return command;
    }
}
