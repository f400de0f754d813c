package dev.assay.code.box;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A control group for one supervisor and everything below it, version 1 or 2: limits and counts memory, counts
 * processor time. Processes are in it from the start, so a run costs no move between groups. Not for use by many
 * threads.
 */
public final class ControlGroup implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String PREFIX = "assay-";
    private static final int PATIENCE = 200;

    private final List<Path> folders;
    private final Path memory;
    private final boolean second;
    private final boolean ours;
    private final RandomAccessFile oom;
    private final RandomAccessFile used;
    private final Optional<RandomAccessFile> cpu;
    private long limit;

    private ControlGroup(List<Path> folders, boolean second, boolean ours) throws IOException {
        this.ours = ours;
        this.folders = folders;
        this.memory = folders.getFirst();
        this.second = second;
        this.oom = new RandomAccessFile(
                memory.resolve(second ? "memory.events" : "memory.oom_control").toFile(), "r");
        this.used = new RandomAccessFile(
                memory.resolve(second ? "memory.current" : "memory.usage_in_bytes")
                        .toFile(),
                "r");
        Path time = second ? memory.resolve("cpu.stat") : folders.getLast().resolve("cpuacct.usage");
        this.cpu = Files.isReadable(time) ? Optional.of(new RandomAccessFile(time.toFile(), "r")) : Optional.empty();
    }

    /** Makes a group beside this process's own, where the machine lets it. */
    public static Optional<ControlGroup> make(String name) {
        List<Path> made = new ArrayList<>();
        try {
            String group = PREFIX + ProcessHandle.current().pid() + "-" + name;
            Optional<Path> memory = parent("memory");
            if (memory.isPresent()) {
                made.add(Files.createDirectory(memory.get().resolve(group)));
                Optional<Path> cpu = parent("cpuacct");
                if (cpu.isPresent()) {
                    made.add(Files.createDirectory(cpu.get().resolve(group)));
                }
                return Optional.of(new ControlGroup(made, false, true));
            }
            Optional<Path> unified = parent("");
            if (unified.isPresent()) {
                Path folder = Files.createDirectory(unified.get().resolve(group));
                made.add(folder);
                if (Files.isWritable(folder.resolve("memory.max"))) {
                    return Optional.of(new ControlGroup(made, true, true));
                }
            }
        } catch (IOException e) {
            // Not ours to write, which is what is being found out.
        }
        made.forEach(ControlGroup::remove);
        return Optional.empty();
    }

    /**
     * The group that a container engine of this machine made for a container, where it can be written from here.
     *
     * @param pid the container's first process as the engine says; on another machine it is another's or nobody's
     * @param container its id, which has to be in the group's name
     */
    public static Optional<ControlGroup> of(long pid, String container) {
        try {
            Optional<Path> memory = folder(pid, "memory", container);
            Optional<Path> cpu = folder(pid, "cpuacct", container);
            boolean second = memory.isEmpty();
            if (second) {
                memory = folder(pid, "", container);
            }
            if (memory.isEmpty()) {
                return Optional.empty();
            }
            Path limit = memory.get().resolve(second ? "memory.max" : "memory.limit_in_bytes");
            if (!Files.isWritable(limit)) {
                return Optional.empty();
            }
            List<Path> folders = new ArrayList<>(List.of(memory.get()));
            cpu.ifPresent(folders::add);
            ControlGroup group = new ControlGroup(folders, second, false);
            String now = Files.readString(limit).strip();
            group.limit = now.equals("max") ? Long.MAX_VALUE : Long.parseLong(now);
            return Optional.of(group);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> folder(long pid, String controller, String container) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "cgroup"))) {
            String[] parts = line.split(":", 3);
            if (List.of(parts[1].split(",")).contains(controller) && parts[2].contains(container)) {
                Path folder = ROOT.resolve(controller).resolve(parts[2].substring(1));
                return Optional.of(folder).filter(Files::isDirectory);
            }
        }
        return Optional.empty();
    }

    /** Removes groups of processes that are gone and could not do so themselves. */
    public static void sweep() {
        for (String controller : List.of("memory", "cpuacct", "")) {
            Optional<Path> parent = parent(controller);
            if (parent.isEmpty()) {
                continue;
            }
            try (DirectoryStream<Path> groups = Files.newDirectoryStream(parent.get(), PREFIX + "*")) {
                for (Path group : groups) {
                    String pid = group.getFileName().toString().split("-")[1];
                    if (pid.chars().allMatch(Character::isDigit)
                            && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                        remove(group);
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                // Nothing that could be swept.
            }
        }
    }

    private static Optional<Path> parent(String controller) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
                String[] parts = line.split(":", 3);
                if (List.of(parts[1].split(",")).contains(controller)) {
                    Path mounted = ROOT.resolve(parts[1].isEmpty() ? "" : controller);
                    Path own = mounted.resolve(parts[2].substring(1));
                    Path folder = Files.isDirectory(own) ? own : mounted;
                    return Files.isWritable(folder) ? Optional.of(folder) : Optional.empty();
                }
            }
        } catch (IOException e) {
            // No control groups on this machine.
        }
        return Optional.empty();
    }

    /** Which of the two interfaces of the kernel it is. */
    public String version() {
        return second ? "version 2" : "version 1";
    }

    /** Puts a process in; its children follow. */
    public void add(long pid) throws IOException {
        for (Path folder : folders) {
            Files.writeString(folder.resolve("cgroup.procs"), Long.toString(pid));
        }
    }

    /** Sets how much memory all of the group may use together. */
    public void limit(long bytes) throws IOException {
        if (bytes == limit) {
            return;
        }
        String text = Long.toString(bytes);
        if (second) {
            Files.writeString(memory.resolve("memory.max"), text);
            Path swap = memory.resolve("memory.swap.max");
            if (Files.isWritable(swap)) {
                Files.writeString(swap, "0");
            }
        } else {
            Path both = memory.resolve("memory.memsw.limit_in_bytes");
            boolean swap = Files.isWritable(both);
            // Neither may pass the other on the way.
            if (swap && bytes > limit && limit > 0) {
                Files.writeString(both, text);
            }
            Files.writeString(memory.resolve("memory.limit_in_bytes"), text);
            if (swap) {
                Files.writeString(both, text);
            }
        }
        limit = bytes;
    }

    /** How many processes were killed because there was no memory left. */
    public long oomKills() throws IOException {
        return field(oom, "oom_kill ");
    }

    /** Memory that is in use now, files that are kept in memory included. */
    public long usedBytes() throws IOException {
        return Long.parseLong(text(used).strip());
    }

    /** Processor time of everything that was ever in the group, in nanoseconds. */
    public OptionalLong cpuNanos() throws IOException {
        if (cpu.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                second
                        ? field(cpu.get(), "usage_usec ") * 1000
                        : Long.parseLong(text(cpu.get()).strip()));
    }

    private static long field(RandomAccessFile file, String name) throws IOException {
        return text(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                .findFirst()
                .orElse(0);
    }

    private static String text(RandomAccessFile file) throws IOException {
        byte[] buffer = new byte[4096];
        file.seek(0);
        int count = Math.max(0, file.read(buffer));
        return new String(buffer, 0, count, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            oom.close();
            used.close();
            if (cpu.isPresent()) {
                cpu.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (ours) {
                folders.forEach(ControlGroup::remove);
            }
        }
    }

    /** A group cannot go before the last of its processes is reaped, which takes the kernel a moment. */
    private static void remove(Path folder) {
        for (int i = 0; i < PATIENCE; i++) {
            try {
                Files.deleteIfExists(folder);
                return;
            } catch (IOException e) {
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
        }
    }
}
