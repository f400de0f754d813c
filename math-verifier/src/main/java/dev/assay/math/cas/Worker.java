package dev.assay.math.cas;

import com.sun.management.ThreadMXBean;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a child process: reads questions from standard input, answers on standard output, and ends when its
 * input does, whatever it is doing. A question is a length and a text; an answer is one byte. What a question may cost
 * is counted in bytes that its thread allocates, which load does not change; processor time stops only what loops
 * without allocating.
 */
final class Worker {
    static final int READY = 'R';
    static final int ZERO = 'Z';
    static final int ZERO_IF_POSITIVE = 'P';
    static final int OPEN = 'O';
    static final int COSTLY = 'C';
    static final int MAX_QUESTION = 1 << 16;

    private static final long MAX_BYTES = 28L << 20;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STACK = 16L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final DataOutputStream answers;
    private final SynchronousQueue<String> questions = new SynchronousQueue<>();
    private final AtomicReference<@Nullable Algebra> underWay = new AtomicReference<>();

    private Worker(DataOutputStream answers) {
        this.answers = answers;
    }

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws Exception {
        DataOutputStream answers = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        Worker worker = new Worker(answers);
        Thread.ofPlatform().daemon().name("questions").start(worker::read);
        Thread evaluation =
                Thread.ofPlatform().name("evaluation").stackSize(STACK).unstarted(worker::answer);
        evaluation.start();
        evaluation.join();
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
            while (true) {
                int length = in.readInt();
                if (length < 0 || length > MAX_QUESTION) {
                    throw new EOFException("a question of " + length + " bytes");
                }
                questions.put(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(0); // the parent is gone, or speaks another protocol
        }
    }

    private void answer() {
        Algebra.warm();
        Thread self = Thread.currentThread();
        Thread.ofPlatform().daemon().name("watch").start(() -> watch(self));
        say(READY);
        while (true) {
            String question;
            try {
                question = questions.take();
            } catch (InterruptedException e) {
                continue; // meant for the question before
            }
            say(judge(question));
        }
    }

    private int judge(String question) {
        Algebra algebra = new Algebra();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        underWay.set(algebra);
        int answer = algebra.judge(question);
        if (!underWay.compareAndSet(algebra, null)) {
            throw new IllegalStateException("the watch has answered and ends the process");
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before > MAX_BYTES ? COSTLY : answer;
    }

    private void say(int answer) {
        try {
            answers.writeByte(answer);
            answers.flush();
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Asks a question that is over its budget to stop, and ends the process where it does not. */
    private void watch(Thread evaluation) {
        @Nullable Algebra seen = null;
        long bytes = 0;
        long nanos = 0;
        while (true) {
            Algebra now = underWay.get();
            long allocated = THREADS.getThreadAllocatedBytes(evaluation.threadId());
            long time = THREADS.getThreadCpuTime(evaluation.threadId());
            if (now == null || now != seen) {
                seen = now;
                bytes = allocated;
                nanos = time;
            } else if (allocated - bytes > 2 * MAX_BYTES || time - nanos > MAX_NANOS + GRACE_NANOS) {
                if (underWay.compareAndSet(now, null)) {
                    say(COSTLY);
                    Runtime.getRuntime().halt(0);
                }
            } else if (allocated - bytes > MAX_BYTES || time - nanos > MAX_NANOS) {
                now.stop();
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
