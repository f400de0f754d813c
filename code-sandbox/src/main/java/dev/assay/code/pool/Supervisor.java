package dev.assay.code.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.code.box.Box;
import dev.assay.code.box.BoxMaker;
import dev.assay.code.box.ControlGroup;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A supervisor in its box: the process, and the frames that go to and fro. One run at a time. Whoever meets an
 * {@link IOException} here has lost it and closes it.
 */
final class Supervisor implements AutoCloseable {
    /** One message: {@code o} output, {@code e} errors, {@code f} a file, {@code r} the result, {@code d} all gone. */
    record Frame(char kind, byte[] content) {}

    static final ObjectMapper JSON = new ObjectMapper();

    /** Its modules, each after those that it imports; the last one runs for as long as there is a box. */
    private static final List<String> MODULES = List.of(
            "kernel", "frames", "root", "seccomp", "collect", "program", "interpreter", "zygote", "watch", "main");

    private static final String BOOT = """
            import json, os, sys, types
            size, source = int(os.read(0, 8), 16), b''
            while len(source) < size: source += os.read(0, size - len(source))
            sys.modules['supervisor'] = types.ModuleType('supervisor')
            for name, text in json.loads(source):
                module = sys.modules['supervisor.' + name] = types.ModuleType('supervisor.' + name)
                exec(compile(text, 'supervisor/' + name + '.py', 'exec'), module.__dict__)
            """;
    private static final byte[] SOURCE = source();
    private static final int LARGEST_FRAME = 1 << 28;
    private static final long START_SECONDS = 30;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ScheduledExecutorService CLOCK = clock();

    private final Box box;
    private final DataOutputStream to;
    private final DataInputStream from;
    private final Map<String, Long> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int runs;

    /** Guards that were not needed go at once: there is one for each run, and most last a minute. */
    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("sandbox-clock").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    private Supervisor(Box box) {
        this.box = box;
        this.to = new DataOutputStream(new BufferedOutputStream(box.input(), 1 << 16));
        this.from = new DataInputStream(new BufferedInputStream(box.output(), 1 << 16));
    }

    /**
     * Starts a supervisor and waits until its box stands.
     *
     * @param reads what its box shows of the machine, beside what the interpreter itself reads
     * @throws IOException where the box cannot be built
     */
    static Supervisor start(BoxMaker maker, List<String> reads, boolean zygote) throws IOException {
        int number = NUMBER.incrementAndGet();
        List<String> read = new ArrayList<>(reads);
        read.addAll(maker.pythonReads());
        List<String> command = List.of(maker.python(), "-I", "-X", "utf8", "-c", BOOT);
        Supervisor supervisor = new Supervisor(maker.make(number, command, read));
        ScheduledFuture<?> tooLate = supervisor.endIn(START_SECONDS * 1000);
        StringBuilder complaint = new StringBuilder();
        Thread complaining = Thread.startVirtualThread(() -> supervisor.listen(complaint));
        try {
            supervisor.to.write(
                    String.format(Locale.ROOT, "%08x", SOURCE.length).getBytes(StandardCharsets.US_ASCII));
            supervisor.to.write(SOURCE);
            Map<String, Object> config = new HashMap<>();
            config.put("kind", maker.kind().word());
            config.put("uid", maker.user(number));
            config.put("read", read);
            config.put("zygote", zygote);
            config.put("grouped", supervisor.group().isPresent());
            supervisor.write(config);
            supervisor.to.flush();
            Frame hello = supervisor.read();
            if (hello.kind() != 'h') {
                throw new IOException("unexpected greeting " + hello.kind());
            }
            return supervisor;
        } catch (IOException e) {
            supervisor.close();
            try {
                complaining.join(1000);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            String last = lastLine(complaint);
            throw new IOException(last.isEmpty() ? String.valueOf(e.getMessage()) : last, e);
        } finally {
            tooLate.cancel(false);
        }
    }

    private static String lastLine(StringBuilder complaint) {
        synchronized (complaint) {
            return complaint.toString().lines().reduce("", (_, line) -> line).strip();
        }
    }

    /** What a supervisor says of itself is kept short; it has to be read, or a full pipe would stop it. */
    private void listen(StringBuilder complaint) {
        byte[] chunk = new byte[4096];
        try (InputStream errors = box.errors()) {
            for (int n = errors.read(chunk); n >= 0; n = errors.read(chunk)) {
                synchronized (complaint) {
                    complaint.setLength(Math.min(complaint.length(), 4096));
                    complaint.append(new String(chunk, 0, n, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            // It ended.
        }
    }

    private static byte[] source() {
        List<List<String>> modules = new ArrayList<>();
        for (String name : MODULES) {
            try (InputStream in = Supervisor.class.getResourceAsStream("/dev/assay/code/supervisor/" + name + ".py")) {
                if (in == null) {
                    throw new AssayException(ErrorCode.INTERNAL, "this build lacks the supervisor's " + name);
                }
                modules.add(List.of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new AssayException(
                        ErrorCode.INTERNAL, "the supervisor's " + name + " cannot be read: " + e.getMessage(), e);
            }
        }
        try {
            return JSON.writeValueAsBytes(modules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("modules are plain text", e);
        }
    }

    /** Sends a header; its parts follow with {@link #part}. */
    void write(Map<String, Object> header) throws IOException {
        try {
            byte[] bytes = JSON.writeValueAsBytes(header);
            to.writeInt(bytes.length);
            to.write(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is plain values", e);
        }
    }

    void part(byte[] content) throws IOException {
        to.write(content);
    }

    /** Sends a message to a program in conversation. */
    void say(char kind, byte[] bytes, int offset, int length) throws IOException {
        synchronized (to) {
            to.writeByte(kind);
            to.writeInt(length);
            to.write(bytes, offset, length);
        }
    }

    void flush() throws IOException {
        synchronized (to) {
            to.flush();
        }
    }

    /** Waits for the next message. */
    Frame read() throws IOException {
        int kind = from.read();
        if (kind < 0) {
            throw new EOFException("the supervisor ended");
        }
        int length = from.readInt();
        if (length < 0 || length > LARGEST_FRAME) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] content = from.readNBytes(length);
        if (content.length < length) {
            throw new EOFException("the supervisor ended");
        }
        return new Frame((char) kind, content);
    }

    /** Ends everything here if nobody cancels it in time: the last guard against a supervisor that hangs. */
    ScheduledFuture<?> endIn(long millis) {
        return CLOCK.schedule(box::kill, millis, TimeUnit.MILLISECONDS);
    }

    Optional<ControlGroup> group() {
        return box.group();
    }

    /** Programs in its store, by hash, with their sizes; the one used longest ago first. */
    Map<String, Long> kept() {
        return kept;
    }

    int countRun() {
        return ++runs;
    }

    long pid() {
        return box.pid();
    }

    @Override
    public void close() {
        box.close();
    }
}
