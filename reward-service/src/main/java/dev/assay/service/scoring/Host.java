package dev.assay.service.scoring;

import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** The threads on which functions run, and the watchdog that takes calls away from those that do not come back. */
final class Host implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Host.class.getName());
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final Duration TICK = Duration.ofMillis(5);

    private final ScoringOptions options;
    private final Consumer<Component> observer;
    private final ThreadPoolExecutor workers;
    private final ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Lane> lanes = new ConcurrentLinkedQueue<>();
    private final Set<WaitingCall> waiting = ConcurrentHashMap.newKeySet();
    private final Map<String, FunctionGauge> gauges = new ConcurrentHashMap<>();
    private final AtomicInteger computing = new AtomicInteger();
    private final LongAdder started = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final AtomicInteger laneNumber = new AtomicInteger();
    private final Thread watchdog;
    private volatile boolean closed;
    private volatile boolean stopped;

    /** So many functions are known over all recipes; recipes come inline with requests, so what is kept is bounded. */
    private static final int GAUGES_LIMIT = 4096;

    Host(ScoringOptions options, Consumer<Component> observer) {
        this.options = options;
        this.observer = observer;
        this.workers = new ThreadPoolExecutor(
                options.threads(), options.threads(), 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), work -> {
                    Lane lane = new Lane(this, work, "assay-compute-" + laneNumber.incrementAndGet());
                    lanes.add(lane);
                    return lane;
                });
        this.watchdog = Thread.ofPlatform().daemon().name("assay-watchdog").start(this::watch);
    }

    ScoringOptions options() {
        return options;
    }

    ThreadPoolExecutor workers() {
        return workers;
    }

    FunctionGauge gauge(String component, String grader, Execution execution) {
        String name = component + " " + grader;
        FunctionGauge known = gauges.get(name);
        if (known != null) {
            return known;
        }
        FunctionGauge fresh = new FunctionGauge(component, execution.concurrency());
        if (gauges.size() >= GAUGES_LIMIT) {
            return fresh;
        }
        FunctionGauge first = gauges.putIfAbsent(name, fresh);
        return first == null ? fresh : first;
    }

    /** Counts the threads that are on a batch. */
    void computing(int change) {
        computing.addAndGet(change);
    }

    /** How many cores, as far as the threads allow to use them, have no thread on a batch. */
    int idleCores() {
        return Math.min(CORES, options.threads()) - computing.get();
    }

    /** Puts a part of a batch in line for the compute threads; where they have stopped, its calls end at once. */
    void compute(Batch.Work work) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException e) {
            work.abandon();
        }
    }

    /** Starts a call on a thread of its own; where there are none any more, the call ends at once. */
    void launch(WaitingCall call) {
        waiting.add(call);
        try {
            waiters.execute(call);
        } catch (RejectedExecutionException e) {
            call.refused();
            return;
        }
        if (closed) {
            // Whoever closes may have looked for waiting calls before this one was among them.
            call.giveUp();
        }
    }

    /** Runs what leads to the caller's code, which must not hold up the watchdog. */
    private void aside(Runnable answer) {
        try {
            waiters.execute(answer);
        } catch (RejectedExecutionException e) {
            answer.run();
        }
    }

    /** Gives a call up from the watchdog. */
    void giveUp(Runnable call) {
        aside(() -> {
            try {
                call.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "a call could not be given up", e);
            }
        });
    }

    void ended(WaitingCall call) {
        waiting.remove(call);
    }

    /** Whether nobody watches the calls any longer. */
    boolean isStopped() {
        return stopped;
    }

    void started(int components) {
        started.add(components);
    }

    void finished(Component component) {
        finished.increment();
        try {
            observer.accept(component);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "the observer failed on " + component.name(), e);
        }
    }

    int inFlight() {
        return Math.max(0, Math.toIntExact(started.sum() - finished.sum()));
    }

    Map<String, Integer> stuck() {
        Map<String, Integer> stuck = new TreeMap<>();
        gauges.values().forEach(gauge -> {
            int calls = gauge.stuck().get();
            if (calls > 0) {
                stuck.merge(gauge.component(), calls, Integer::sum);
            }
        });
        return stuck;
    }

    /** Adds a compute thread in the place of one that does not come back. */
    synchronized void replace() {
        workers.setMaximumPoolSize(workers.getMaximumPoolSize() + 1);
        workers.setCorePoolSize(workers.getCorePoolSize() + 1);
    }

    /** A thread came back, so its replacement is one too many. */
    synchronized void rejoined() {
        workers.setCorePoolSize(workers.getCorePoolSize() - 1);
        workers.setMaximumPoolSize(workers.getMaximumPoolSize() - 1);
    }

    /** How long a call of the function may take: what it asks for, else what holds for all. */
    Duration timeLimit(Step step) {
        return step.execution().timeout().orElse(options.functionTimeout());
    }

    Outcome timeout(Step step) {
        return Outcome.timeout(
                ReasonCode.DEADLINE,
                step.component() + " did not end within "
                        + timeLimit(step).toMillis() + " ms or the caller's deadline");
    }

    Outcome stuckOutcome(Step step) {
        return Outcome.failed(
                ReasonCode.STUCK, options.stuckLimit() + " calls of " + step.grader() + " never returned");
    }

    Outcome failure(Step step, Throwable e) {
        ErrorCode code = e instanceof AssayException known ? known.code() : ErrorCode.INTERNAL;
        String what = e instanceof AssayException ? String.valueOf(e.getMessage()) : described(e);
        return switch (code) {
            case DEADLINE -> Outcome.timeout(ReasonCode.DEADLINE, what);
            case UNAVAILABLE -> Outcome.failed(ReasonCode.REMOTE_UNAVAILABLE, what);
            case OVERLOADED -> Outcome.failed(ReasonCode.OVERLOADED, what);
            case UNREADABLE,
                    INVALID_FIELD,
                    UNKNOWN_TASK,
                    UNKNOWN_RECIPE,
                    INVALID_RECIPE,
                    TOO_LARGE,
                    CONFIGURATION,
                    INTERNAL -> {
                LOG.log(Level.WARNING, () -> step.grader() + " failed", e);
                yield Outcome.failed(ReasonCode.THREW, what);
            }
        };
    }

    /** A function's own exception may fail in describing itself. */
    private static String described(Throwable e) {
        try {
            return String.valueOf(e);
        } catch (RuntimeException | Error again) {
            return e.getClass().getName();
        }
    }

    private void watch() {
        try {
            while (!workers.isTerminated()) {
                long now = System.nanoTime();
                lanes.removeIf(lane -> lane.getState() == Thread.State.TERMINATED);
                lanes.forEach(lane -> lane.watch(now));
                waiting.forEach(call -> {
                    if (call.isOver(now)) {
                        giveUp(call::giveUp);
                    }
                });
                Thread.sleep(TICK);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the watchdog was asked to stop");
        }
    }

    /** Stops the threads. Calls that do not end within a second or two are given up, so that everybody is answered. */
    @Override
    public void close() {
        closed = true;
        workers.shutdown();
        waiters.shutdown();
        try {
            if (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
                abandon(workers.shutdownNow());
            }
            if (!waiters.awaitTermination(1, TimeUnit.SECONDS)) {
                waiters.shutdownNow();
            }
        } catch (InterruptedException e) {
            abandon(workers.shutdownNow());
            waiters.shutdownNow();
            Thread.currentThread().interrupt();
        }
        watchdog.interrupt();
        stopped = true;
        lanes.forEach(Lane::abandon);
        waiting.forEach(WaitingCall::giveUp);
    }

    private static void abandon(List<Runnable> dropped) {
        for (Runnable work : dropped) {
            if (work instanceof Batch.Work part) {
                part.abandon();
            }
        }
    }
}
