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
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** The threads on which functions run, and the watchdog that takes calls away from those that do not come back. */
final class Host implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Host.class.getName());
    private static final Duration TICK = Duration.ofMillis(5);

    private final ScoringOptions options;
    private final Consumer<Component> observer;
    private final ThreadPoolExecutor workers;
    private final ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Lane> lanes = new ConcurrentLinkedQueue<>();
    private final Set<WaitingCall> waiting = ConcurrentHashMap.newKeySet();
    private final Map<String, FunctionGauge> gauges = new ConcurrentHashMap<>();
    private final LongAdder started = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final AtomicInteger laneNumber = new AtomicInteger();
    private final Thread watchdog;

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
        return gauges.computeIfAbsent(
                component + " " + grader, _ -> new FunctionGauge(component, execution.concurrency()));
    }

    void launch(WaitingCall call) {
        waiting.add(call);
        waiters.execute(call);
    }

    void ended(WaitingCall call) {
        waiting.remove(call);
    }

    void started(int components) {
        started.add(components);
    }

    void finished(Component component) {
        finished.increment();
        observer.accept(component);
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

    Outcome timeout(Step step) {
        return Outcome.timeout(
                ReasonCode.DEADLINE,
                step.component() + " did not end within "
                        + options.functionTimeout().toMillis() + " ms or the caller's deadline");
    }

    Outcome stuckOutcome(Step step) {
        return Outcome.failed(
                ReasonCode.STUCK, options.stuckLimit() + " calls of " + step.grader() + " never returned");
    }

    Outcome failure(Step step, Throwable e) {
        ErrorCode code = e instanceof AssayException known ? known.code() : ErrorCode.INTERNAL;
        String what = e instanceof AssayException ? String.valueOf(e.getMessage()) : e.toString();
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

    private void watch() {
        try {
            while (!workers.isTerminated()) {
                long now = System.nanoTime();
                lanes.removeIf(lane -> lane.getState() == Thread.State.TERMINATED);
                lanes.forEach(lane -> lane.watch(now));
                waiting.forEach(call -> {
                    if (call.isOver(now)) {
                        call.giveUp();
                    }
                });
                Thread.sleep(TICK);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the watchdog was asked to stop");
        }
    }

    @Override
    public void close() {
        workers.shutdown();
        waiters.shutdown();
        try {
            if (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
            if (!waiters.awaitTermination(1, TimeUnit.SECONDS)) {
                waiters.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watchdog.interrupt();
    }
}
