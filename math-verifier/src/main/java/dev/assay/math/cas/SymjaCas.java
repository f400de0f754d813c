package dev.assay.math.cas;

import dev.assay.math.ladder.Cas;
import dev.assay.math.parse.Expr;
import dev.assay.reward.Deadline;
import dev.assay.reward.ReasonCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Symja in a few worker processes. They start in the background at the first question, or at {@link #warm}; whoever
 * asks before they are there waits within its deadline. A worker that had to be ended is replaced in the background
 * while the others answer. Thread-safe; the workers end with this process, however it ends.
 */
public final class SymjaCas implements Cas, AutoCloseable {
    /** With fewer, one answer that has to be stopped would hold up all others. */
    public static final int WORKERS = 2;

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(120);
    private static final int MAX_FAILED_STARTS = 3;
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int size;
    private final BlockingDeque<Child> idle = new LinkedBlockingDeque<>();
    private final Set<Child> all = ConcurrentHashMap.newKeySet();
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicInteger failedStarts = new AtomicInteger();
    private volatile String lastFailure = "";
    private volatile boolean closed;

    public SymjaCas() {
        this(WORKERS);
    }

    /** @param workers how many processes; at least two keep a stuck one from holding up the others */
    public SymjaCas(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("at least one worker, not " + workers);
        }
        this.size = workers;
    }

    /** The one of this process, which is never closed. */
    public static SymjaCas shared() {
        return Shared.INSTANCE;
    }

    private static final class Shared {
        static final SymjaCas INSTANCE = new SymjaCas();
    }

    /** Starts what is not there yet, in the background. */
    public void warm() {
        while (!closed && failedStarts.get() < MAX_FAILED_STARTS) {
            int now = present.get();
            if (now >= size) {
                return;
            }
            if (present.compareAndSet(now, now + 1)) {
                Thread.ofPlatform().daemon().name("cas-start").start(this::start);
            }
        }
    }

    private void start() {
        try {
            Child child = Child.start();
            all.add(child);
            Optional<Integer> first = child.answer(START_LIMIT.toNanos());
            if (first.isPresent() && first.get() == Worker.READY) {
                failedStarts.set(0);
                release(child);
                return;
            }
            lastFailure = "no word within " + START_LIMIT;
            retire(child);
        } catch (IOException e) {
            lastFailure = String.valueOf(e.getMessage());
            present.decrementAndGet();
        } catch (InterruptedException e) {
            present.decrementAndGet();
            Thread.currentThread().interrupt();
            return;
        }
        failedStarts.incrementAndGet();
        warm();
    }

    private void release(Child child) {
        idle.addFirst(child);
        if (closed) {
            close();
        }
    }

    private void retire(Child child) {
        child.end();
        all.remove(child);
        present.decrementAndGet();
    }

    @Override
    public Finding compare(Expr reference, Expr answer) {
        return compare(reference, answer, Deadline.after(DEFAULT_WAIT));
    }

    @Override
    public Cas within(Deadline deadline) {
        return (reference, answer) -> compare(reference, answer, deadline);
    }

    private Finding compare(Expr reference, Expr answer, Deadline deadline) {
        Optional<String> question = Question.difference(reference, answer);
        if (question.isEmpty()) {
            return Finding.UNKNOWN;
        }
        if (question.get().length() > Worker.MAX_QUESTION) {
            return Finding.COSTLY;
        }
        try {
            for (int attempt = 0; ; attempt++) {
                try {
                    return ask(question.get(), deadline);
                } catch (IOException died) {
                    // Every worker that waited may have been dead already; a fresh one then decides.
                    if (attempt >= size) {
                        throw new Unavailable(ReasonCode.THREW, "computer algebra: " + died.getMessage());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(ReasonCode.DEADLINE, "interrupted while waiting for computer algebra");
        }
    }

    private Finding ask(String question, Deadline deadline) throws IOException, InterruptedException {
        Child child = take(deadline);
        boolean usable = false;
        try {
            child.ask(question);
            Optional<Integer> answer = child.answer(deadline.remainingNanos());
            if (answer.isEmpty()) {
                throw new Unavailable(ReasonCode.DEADLINE, "computer algebra did not answer in time");
            }
            usable = child.isAlive();
            return finding(answer.get());
        } finally {
            if (usable) {
                release(child);
            } else {
                retire(child);
                warm();
            }
        }
    }

    private static Finding finding(int answer) throws IOException {
        return switch (answer) {
            case Worker.ZERO -> Finding.EQUAL;
            case Worker.ZERO_IF_POSITIVE -> Finding.EQUAL_IF_POSITIVE;
            case Worker.OPEN -> Finding.UNKNOWN;
            case Worker.COSTLY -> Finding.COSTLY;
            default -> throw new IOException("the answer " + answer);
        };
    }

    private Child take(Deadline deadline) throws InterruptedException {
        while (true) {
            warm();
            Child child = idle.poll(Math.min(SLICE_NANOS, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
            if (child != null) {
                if (child.isAlive()) {
                    return child;
                }
                retire(child);
            } else if (closed || failedStarts.get() >= MAX_FAILED_STARTS) {
                throw new Unavailable(
                        ReasonCode.THREW, "computer algebra cannot be started: " + (closed ? "closed" : lastFailure));
            } else if (deadline.expired()) {
                throw new Unavailable(ReasonCode.DEADLINE, "computer algebra was not there in time");
            }
        }
    }

    /** The process numbers of the workers, for those who watch them. */
    public Set<Long> workers() {
        Set<Long> pids = new java.util.TreeSet<>();
        all.forEach(child -> pids.add(child.pid()));
        return pids;
    }

    /** Ends the workers. Questions that are asked now or later are {@link Cas.Unavailable}. */
    @Override
    public void close() {
        closed = true;
        all.forEach(Child::end);
    }
}
