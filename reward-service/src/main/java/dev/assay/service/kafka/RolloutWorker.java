package dev.assay.service.kafka;

import dev.assay.recipe.Recipe;
import dev.assay.service.kafka.WorkerState.Phase;
import dev.assay.service.metrics.WorkerMetrics;
import dev.assay.service.scoring.Scoring;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Judges what arrives in {@link Topics#ROLLOUTS} and writes what the functions here say to {@link Topics#COMPONENTS},
 * under the key and in the partition of the rollout. At least once: an offset is committed when everything up to it is
 * acknowledged by the broker, so a worker may be killed at any moment. Rollouts are judged beside each other, and no
 * slow one holds up another; when too much is under way nothing more is read. After a failure the worker begins anew
 * from the committed offsets, with growing pauses, and {@link #state} says so.
 */
public final class RolloutWorker implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RolloutWorker.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration TOPICS = Duration.ofSeconds(15);

    private final Scoring scoring;
    private final Recipe otherwise;
    private final WorkerOptions options;
    private final WorkerMetrics metrics;
    private final RolloutTraces traces;
    private final Thread thread;
    private final Object lock = new Object();
    private boolean stopped;
    private @Nullable WorkerRun run;
    private volatile WorkerState state = WorkerState.in(Phase.STARTING);

    /**
     * Starts the worker; it connects in the background.
     *
     * @param otherwise the recipe of rollouts that name none
     */
    public RolloutWorker(
            Scoring scoring, Recipe otherwise, WorkerOptions options, WorkerMetrics metrics, OpenTelemetry telemetry) {
        this.scoring = scoring;
        this.otherwise = otherwise;
        this.options = options;
        this.metrics = metrics;
        this.traces = new RolloutTraces(telemetry);
        this.thread = Thread.ofPlatform().daemon().name("assay-worker").start(this::work);
    }

    /** How it is. */
    public WorkerState state() {
        return state;
    }

    private void work() {
        Duration pause = FIRST_PAUSE;
        while (!isStopped()) {
            WorkerRun current = null;
            try {
                Topics.ensure(options.bootstrap(), TOPICS);
                current = new WorkerRun(scoring, otherwise, options, metrics, traces);
                begin(current);
                current.run(() -> state = WorkerState.in(Phase.RUNNING));
            } catch (Throwable e) {
                if (isStopped()) {
                    LOG.log(Level.WARNING, "the worker did not stop in order", e);
                    break;
                }
                state = WorkerState.failed(e);
                LOG.log(Level.ERROR, "the worker failed and begins anew in " + pause.toMillis() + " ms", e);
                pause = pause(current != null && current.wasUseful() ? FIRST_PAUSE : pause);
                metrics.restarted();
            }
        }
        state = WorkerState.in(Phase.STOPPED);
    }

    private boolean isStopped() {
        synchronized (lock) {
            return stopped;
        }
    }

    private void begin(WorkerRun begun) {
        synchronized (lock) {
            run = begun;
            if (stopped) {
                begun.stop(false);
            }
        }
    }

    /** Waits, and gives the pause after this one. */
    private Duration pause(Duration time) {
        synchronized (lock) {
            long end = System.nanoTime() + time.toNanos();
            long left = time.toMillis();
            while (!stopped && left > 0) {
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    stopped = true;
                }
                left = (end - System.nanoTime()) / 1_000_000;
            }
        }
        Duration next = time.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    /** Reads no more, finishes what is under way within its time, commits and leaves the group. */
    @Override
    public void close() {
        stop(true);
    }

    /** Stops as if killed: nothing is finished and nothing committed, but the group is left. */
    void abandon() {
        stop(false);
    }

    private void stop(boolean drain) {
        synchronized (lock) {
            stopped = true;
            lock.notifyAll();
            if (run != null) {
                run.stop(drain);
            }
        }
        try {
            if (!thread.join(options.drain().plusSeconds(20))) {
                LOG.log(Level.WARNING, "the worker is still busy stopping");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
