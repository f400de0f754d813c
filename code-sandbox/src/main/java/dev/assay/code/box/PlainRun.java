package dev.assay.code.box;

import dev.assay.code.run.Conversation;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Run;
import dev.assay.code.run.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run of the kind {@code none}: a process whose streams are read and whose use of the machine is watched. */
final class PlainRun implements AutoCloseable {
    private static final int PAGE = 4096;
    private static final int SIGNALLED = 128;
    private static final int CHUNK = 1 << 16;

    private final Job job;
    private final Process process;
    private final Folder folder;
    private final Path work;
    private final Consumer<PlainRun> ended;
    private final long start = System.nanoTime();
    private final AtomicReference<Optional<Ending>> broken = new AtomicReference<>(Optional.empty());
    private volatile long cpuNanos;
    private volatile long peak;

    PlainRun(Job job, Process process, Folder folder, Path work, Consumer<PlainRun> ended) {
        this.job = job;
        this.process = process;
        this.folder = folder;
        this.work = work;
        this.ended = ended;
    }

    /** Feeds the input, reads both outputs, waits for the end. */
    Run collect() {
        Sink out = new Sink();
        Thread feeding = Thread.startVirtualThread(this::feed);
        Thread reading = Thread.startVirtualThread(() -> drain(process.getInputStream(), out));
        return finish(out, reading, feeding);
    }

    private Run finish(Sink out, Thread... streams) {
        Sink err = new Sink();
        Thread errors = Thread.startVirtualThread(() -> drain(process.getErrorStream(), err));
        try {
            watch();
            for (Thread stream : streams) {
                stream.join(Duration.ofSeconds(1));
            }
            errors.join(Duration.ofSeconds(1));
            List<SourceFile> files =
                    Folder.read(work, job.collect(), job.limits().fileBytes());
            return new Run(
                    ending(),
                    out.bytes(),
                    err.bytes(),
                    Duration.ofNanos(cpuNanos),
                    Duration.ofNanos(System.nanoTime() - start),
                    peak,
                    files);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Run.trouble("interrupted");
        } catch (IOException e) {
            return Run.trouble("its files could not be read: " + e.getMessage());
        }
    }

    private Ending ending() {
        if (broken.get().isPresent()) {
            return broken.get().get();
        }
        int code = process.exitValue();
        // The JVM tells a signal only this way; a program that exits with such a code looks the same.
        if (code > SIGNALLED && code <= SIGNALLED + 64) {
            return cpuNanos > job.limits().cpu().toNanos()
                    ? new Ending.CpuLimit()
                    : new Ending.Signalled(code - SIGNALLED);
        }
        return new Ending.Exited(code);
    }

    private void watch() throws InterruptedException {
        Limits limits = job.limits();
        long pause = 1;
        while (!process.waitFor(pause, TimeUnit.MILLISECONDS)) {
            pause = Math.min(pause * 2, 20);
            measure();
            if (cpuNanos > limits.cpu().toNanos()) {
                stop(new Ending.CpuLimit());
            } else if (peak > limits.memoryBytes()) {
                stop(new Ending.MemoryLimit());
            } else if (System.nanoTime() - start > limits.wall().toNanos()) {
                stop(
                        cpuNanos * 2 > limits.cpu().toNanos()
                                ? new Ending.Trouble("the machine was too busy for it")
                                : new Ending.Idle());
            }
        }
        killAll();
    }

    private void measure() {
        long cpu = 0;
        long resident = 0;
        for (ProcessHandle one : tree()) {
            cpu += one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
            try {
                String[] statm = Files.readString(Path.of("/proc", Long.toString(one.pid()), "statm"))
                        .split(" ");
                resident += (Long.parseLong(statm[1]) - Long.parseLong(statm[2])) * PAGE;
            } catch (IOException e) {
                // It ended meanwhile.
            }
        }
        cpuNanos = Math.max(cpuNanos, cpu);
        peak = Math.max(peak, resident);
    }

    private List<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private void stop(Ending why) {
        broken.compareAndSet(Optional.empty(), Optional.of(why));
        killAll();
    }

    private void killAll() {
        tree().forEach(ProcessHandle::destroyForcibly);
    }

    private void feed() {
        try (OutputStream in = process.getOutputStream()) {
            in.write(job.stdin());
        } catch (IOException e) {
            // The program does not read all of its input; that is its right.
        }
    }

    private void drain(InputStream from, Sink to) {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
                if (!to.take(chunk, n)) {
                    stop(new Ending.OutputLimit());
                    return;
                }
            }
        } catch (IOException e) {
            // The stream ended with the process.
        }
    }

    /** The conversation form of this run. */
    Conversation talk() {
        OutputStream in = process.getOutputStream();
        if (job.stdin().length > 0) {
            try {
                in.write(job.stdin());
                in.flush();
            } catch (IOException e) {
                // It ended already, which its run will say.
            }
        }
        Talk talk = new Talk(in);
        talk.begin();
        return talk;
    }

    @Override
    public void close() {
        killAll();
        try {
            folder.close();
        } catch (IOException e) {
            // Something of the program still writes there; the next close of the folder is the system's own.
        }
        ended.accept(this);
    }

    private final class Talk implements Conversation {
        private final OutputStream in;
        private final InputStream out = new Counted(process.getInputStream());
        private final AtomicReference<Run> run = new AtomicReference<>(Run.trouble("not awaited"));
        private Thread watching = Thread.ofVirtual().unstarted(() -> {});

        Talk(OutputStream in) {
            this.in = in;
        }

        void begin() {
            watching = Thread.startVirtualThread(() -> run.set(finish(new Sink())));
        }

        @Override
        public OutputStream toProgram() {
            return in;
        }

        @Override
        public InputStream fromProgram() {
            return out;
        }

        @Override
        public Run await() {
            try {
                in.close();
            } catch (IOException e) {
                // It ended already.
            }
            Thread dropping = Thread.startVirtualThread(() -> drain(out, new Sink()));
            try {
                watching.join();
                dropping.join(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Run.trouble("interrupted");
            }
            return run.get();
        }

        @Override
        public void close() {
            PlainRun.this.close();
        }
    }

    /** Keeps what was written, up to the limit. */
    private final class Sink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        synchronized boolean take(byte[] chunk, int count) {
            long left = job.limits().outputBytes() - bytes.size();
            bytes.write(chunk, 0, (int) Math.min(left, count));
            return count <= left;
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }
    }

    /** Ends the run where more is read than may be written. */
    private final class Counted extends FilterInputStream {
        private long left = job.limits().outputBytes();

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                stop(new Ending.OutputLimit());
                return -1;
            }
            return count;
        }
    }
}
