package dev.assay.code.pool;

import dev.assay.code.box.ControlGroup;
import dev.assay.code.box.Job;
import dev.assay.code.pool.Supervisor.Frame;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Run;
import dev.assay.code.run.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One run on one supervisor: the request, what comes back, and what is made of it. */
final class SupervisedRun {
    private static final long INLINE = 1 << 16;
    private static final long STORE = 96 * Limits.MIB;
    /** What the supervisor itself may take of a control group's memory. */
    private static final long OVERHEAD = 40 * Limits.MIB;

    private static final long STACK = 512 * Limits.MIB;
    private static final int INODES = 16_384;
    private static final int FILES = 256;
    private static final int OWN_PROCESSES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int RLIMIT_CPU = 0;
    private static final int RLIMIT_FSIZE = 1;
    private static final int RLIMIT_STACK = 3;
    private static final int RLIMIT_CORE = 4;
    private static final int RLIMIT_NPROC = 6;
    private static final int RLIMIT_NOFILE = 7;
    private static final int RLIMIT_AS = 9;
    private static final long ADDRESSES = 4L << 30;

    private final Supervisor supervisor;
    private final Job job;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<SourceFile> files = new ArrayList<>();
    private Optional<Result> result = Optional.empty();
    private boolean sound;
    private long usedBefore;
    private long killsBefore;
    private long cpuBefore;

    /** What the supervisor says at the end of a run. */
    record Result(String end, int code, long cpu, long wall, long peak) {}

    SupervisedRun(Supervisor supervisor, Job job) {
        this.supervisor = supervisor;
        this.job = job;
    }

    /** Whether the supervisor can be used again. */
    boolean sound() {
        return sound;
    }

    /** Whether the program may have paid with its memory for what the one before it had not given back yet. */
    boolean suspect(Run run) {
        return run.ending() instanceof Ending.MemoryLimit && usedBefore > OVERHEAD;
    }

    /** Runs the job to its end. */
    Run run() throws IOException {
        ScheduledFuture<?> tooLate = begin(false);
        try {
            while (!take(supervisor.read())) {
                // One message after the other, until everything of the run is gone.
            }
            return finished();
        } finally {
            tooLate.cancel(false);
        }
    }

    /** Sends the request; returns the guard that ends the supervisor if it hangs. */
    ScheduledFuture<?> begin(boolean talk) throws IOException {
        ScheduledFuture<?> tooLate =
                supervisor.endIn(job.limits().wall().plus(PATIENCE).toMillis());
        try {
            boolean stored = store();
            if (supervisor.group().isPresent()) {
                ControlGroup group = supervisor.group().get();
                long inStore = supervisor.kept().values().stream()
                        .mapToLong(size -> size)
                        .sum();
                group.limit(job.limits().memoryBytes() + OVERHEAD + inStore + job.stdin().length);
                usedBefore = group.usedBytes();
                killsBefore = group.oomKills();
                cpuBefore = group.cpuNanos().orElse(0);
            }
            request(stored, talk);
            supervisor.flush();
            return tooLate;
        } catch (IOException | RuntimeException e) {
            tooLate.cancel(false);
            throw e;
        }
    }

    /** A large program goes into the store of the box once; a small one goes with each request. */
    private boolean store() throws IOException {
        long size =
                job.program().stream().mapToLong(file -> file.content().length).sum();
        if (size <= INLINE) {
            return false;
        }
        Map<String, Long> kept = supervisor.kept();
        if (kept.get(job.hash()) != null) {
            return true;
        }
        long total = size + kept.values().stream().mapToLong(one -> one).sum();
        for (Iterator<Map.Entry<String, Long>> oldest = kept.entrySet().iterator();
                total > STORE && oldest.hasNext(); ) {
            Map.Entry<String, Long> entry = oldest.next();
            supervisor.write(Map.of("op", "forget", "sizes", List.of(), "hash", entry.getKey()));
            done();
            total -= entry.getValue();
            oldest.remove();
        }
        if (supervisor.group().isPresent()) {
            supervisor.group().get().limit(total + size + 2 * OVERHEAD);
        }
        List<List<Object>> names = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (SourceFile file : job.program()) {
            names.add(List.of(file.name(), file.executable()));
            sizes.add(file.content().length);
        }
        supervisor.write(Map.of("op", "keep", "sizes", sizes, "hash", job.hash(), "names", names));
        for (SourceFile file : job.program()) {
            supervisor.part(file.content());
        }
        done();
        kept.put(job.hash(), size);
        return true;
    }

    private void done() throws IOException {
        supervisor.flush();
        Frame frame = supervisor.read();
        if (frame.kind() != 'd' || ByteBuffer.wrap(frame.content()).getInt() != 0) {
            throw new IOException("the store of the box failed");
        }
    }

    private void request(boolean stored, boolean talk) throws IOException {
        Limits limits = job.limits();
        boolean grouped = supervisor.group().isPresent();
        List<List<Object>> names = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<byte[]> parts = new ArrayList<>();
        long inline = 0;
        for (SourceFile file : stored ? List.<SourceFile>of() : job.program()) {
            inline += add("p", file, names, sizes, parts);
        }
        for (SourceFile file : job.files()) {
            inline += add("w", file, names, sizes, parts);
        }
        sizes.add(job.stdin().length);
        parts.add(job.stdin());
        List<String> command = new ArrayList<>();
        job.command().forEach(part -> command.add(part.replace(Job.PROGRAM, "/box/program")));
        command.addAll(job.arguments());
        List<List<Long>> rlimits = new ArrayList<>();
        rlimit(rlimits, RLIMIT_CPU, limits.cpu().toSeconds() + 2);
        rlimit(rlimits, RLIMIT_FSIZE, limits.fileBytes());
        rlimit(rlimits, RLIMIT_STACK, STACK);
        rlimit(rlimits, RLIMIT_CORE, 0);
        rlimit(rlimits, RLIMIT_NPROC, limits.processes() + OWN_PROCESSES);
        rlimit(rlimits, RLIMIT_NOFILE, FILES);
        if (!grouped && !job.resident()) {
            rlimit(rlimits, RLIMIT_AS, limits.memoryBytes() + ADDRESSES);
        }
        Map<String, Object> header = new HashMap<>();
        header.put("op", "run");
        header.put("sizes", sizes);
        header.put("names", names);
        header.put("stored", stored ? job.hash() : "");
        header.put("talk", talk);
        header.put("conversation", talk);
        header.put("cpu", seconds(limits.cpu()));
        header.put("wall", seconds(limits.wall()));
        header.put("output", limits.outputBytes());
        header.put("tmpfs", space(limits.fileBytes() + inline));
        header.put("inodes", INODES);
        header.put("memory", limits.memoryBytes());
        header.put("watch", !grouped);
        header.put("rlimits", rlimits);
        header.put("zygote", job.zygote().orElse(""));
        header.put("environment", job.environment());
        header.put("command", command);
        header.put("arguments", job.arguments());
        header.put("collect", job.collect());
        header.put("collectable", limits.fileBytes());
        supervisor.write(header);
        for (byte[] part : parts) {
            supervisor.part(part);
        }
    }

    /**
     * In whole MiB with one to spare: the next run's space is guessed from this one's, and small programs are alike.
     */
    private static long space(long bytes) {
        return (bytes / Limits.MIB + 2) * Limits.MIB;
    }

    private static long add(
            String where, SourceFile file, List<List<Object>> names, List<Integer> sizes, List<byte[]> parts) {
        names.add(List.of(where, file.name(), file.executable()));
        sizes.add(file.content().length);
        parts.add(file.content());
        return file.content().length + 4096L;
    }

    private static void rlimit(List<List<Long>> rlimits, long which, long limit) {
        rlimits.add(List.of(which, limit));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** Takes a message; true where it was the last of the run. */
    boolean take(Frame frame) throws IOException {
        switch (frame.kind()) {
            case 'o' -> out.write(frame.content());
            case 'e' -> err.write(frame.content());
            case 'f' -> files.add(file(ByteBuffer.wrap(frame.content())));
            case 'r' -> result = Optional.of(Supervisor.JSON.readValue(frame.content(), Result.class));
            case 'd' -> {
                sound = ByteBuffer.wrap(frame.content()).getInt() == 0;
                return true;
            }
            default -> throw new IOException("unexpected frame " + frame.kind());
        }
        return false;
    }

    private static SourceFile file(ByteBuffer content) throws IOException {
        byte[] name = new byte[content.getShort()];
        boolean executable = content.get() != 0;
        content.get(name);
        String text = new String(name, StandardCharsets.UTF_8);
        if (!SourceFile.safe(text)) {
            throw new IOException("a file of this name cannot be taken: " + text);
        }
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return new SourceFile(text, bytes, executable);
    }

    /** What became of the run, once everything of it is gone. */
    Run finished() throws IOException {
        long kills = 0;
        long cpu = result.map(Result::cpu).orElse(0L);
        if (supervisor.group().isPresent()) {
            ControlGroup group = supervisor.group().get();
            kills = group.oomKills() - killsBefore;
            // What a killed program held is given back when the kernel gets to it: the next one must not pay for it.
            sound &= kills == 0;
            // The supervisor's own work is in it too: only what cannot be that counts.
            long charged = group.cpuNanos().orElse(0) - cpuBefore;
            long own = TimeUnit.MILLISECONDS.toNanos(50) + charged / 10;
            cpu = Math.max(cpu, charged - own);
        }
        return new Run(
                ending(kills, cpu),
                out.toByteArray(),
                err.toByteArray(),
                Duration.ofNanos(cpu),
                Duration.ofNanos(result.map(Result::wall).orElse(0L)),
                result.map(Result::peak).orElse(0L),
                files);
    }

    private Ending ending(long kills, long cpu) {
        if (kills > 0) {
            return new Ending.MemoryLimit();
        }
        if (result.isEmpty()) {
            return new Ending.Trouble("the supervisor lost the program");
        }
        Result last = result.get();
        boolean tooMuchCpu = cpu > job.limits().cpu().toNanos();
        return switch (last.end()) {
            case "output" -> new Ending.OutputLimit();
            case "memory" -> new Ending.MemoryLimit();
            case "cpu" -> new Ending.CpuLimit();
            case "killed" -> new Ending.Trouble("ended before its time");
            case "busy" -> tooMuchCpu ? new Ending.CpuLimit() : new Ending.Trouble("the machine was too busy for it");
            case "idle" -> tooMuchCpu ? new Ending.CpuLimit() : new Ending.Idle();
            case "exit" -> tooMuchCpu ? new Ending.CpuLimit() : new Ending.Exited(last.code());
            case "signal" -> tooMuchCpu ? new Ending.CpuLimit() : new Ending.Signalled(last.code());
            default -> new Ending.Trouble("an ending of the kind '" + last.end() + "'");
        };
    }
}
