package dev.assay.service.scoring;

import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Rollout;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A call of a function that waits for something outside, on some rollouts, on a virtual thread of its own. */
final class WaitingCall implements Runnable {
    private static final long FIRST_PAUSE_MS = 50;

    private final Host host;
    private final Batch batch;
    private final Step step;
    private final List<Batch.Cell> cells;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Deadline deadline;
    private volatile long start;
    private volatile boolean started;
    private volatile @Nullable Thread thread;

    WaitingCall(Host host, Batch batch, Step step, List<Batch.Cell> cells) {
        this.host = host;
        this.batch = batch;
        this.step = step;
        this.cells = cells;
        this.deadline = batch.deadline();
        this.start = System.nanoTime();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        if (over.get()) {
            step.gauge().stuck().decrementAndGet();
            return;
        }
        try {
            if (!step.gauge().permits().tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                finish(all(Outcome.timeout(ReasonCode.NOT_STARTED, "too many calls were under way")));
                return;
            }
            List<Outcome> outcomes;
            try {
                // A permit that is free at once is given without a look at the clock.
                if (batch.deadline().expired()) {
                    outcomes = all(Outcome.timeout(ReasonCode.NOT_STARTED, ""));
                } else {
                    deadline =
                            batch.deadline().min(Deadline.after(host.timeLimit(step)));
                    start = System.nanoTime();
                    started = true;
                    outcomes = outcomes();
                }
            } finally {
                step.gauge().permits().release();
            }
            finish(outcomes);
        } catch (InterruptedException e) {
            finish(all(Outcome.timeout(ReasonCode.NOT_STARTED, "")));
        }
    }

    /** The threads have stopped, so the call never runs. */
    void refused() {
        finish(all(Outcome.timeout(ReasonCode.NOT_STARTED, "the service stops")));
    }

    private List<Outcome> outcomes() {
        if (step.gauge().stuck().get() >= host.options().stuckLimit()) {
            return all(host.stuckOutcome(step));
        }
        List<Rollout> rollouts =
                cells.stream().map(cell -> batch.rollout(cell.row())).toList();
        for (int attempt = 1; ; attempt++) {
            try {
                List<Outcome> outcomes = step.scorer().scoreAll(rollouts, deadline);
                return outcomes.size() == rollouts.size()
                        ? List.copyOf(outcomes)
                        : all(Outcome.failed(
                                ReasonCode.THREW, outcomes.size() + " outcomes for " + rollouts.size() + " rollouts"));
            } catch (AssayException e) {
                if (!e.code().isTransient() || attempt >= host.options().attempts() || !pause(attempt)) {
                    return all(host.failure(step, e));
                }
            } catch (Throwable e) {
                return all(host.failure(step, e));
            }
        }
    }

    /** Waits before another attempt; false where there is no time for one. */
    private boolean pause(int attempt) {
        long most = FIRST_PAUSE_MS << (attempt - 1);
        long pause = most / 2 + ThreadLocalRandom.current().nextLong(most);
        if (deadline.remaining().toMillis() <= pause) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<Outcome> all(Outcome outcome) {
        return Collections.nCopies(cells.size(), outcome);
    }

    private void finish(List<Outcome> outcomes) {
        if (over.compareAndSet(false, true)) {
            host.ended(this);
            fill(outcomes);
        } else {
            step.gauge().stuck().decrementAndGet();
        }
    }

    private void fill(List<Outcome> outcomes) {
        long micros = (System.nanoTime() - start) / 1000 / cells.size();
        for (int i = 0; i < cells.size(); i++) {
            batch.fill(cells.get(i), step, outcomes.get(i), micros);
        }
    }

    boolean isOver(long now) {
        return deadline.nanoTime() - now <= 0 || batch.isAbandoned();
    }

    /** The time is over: the rollouts get their TIMEOUT, and the thread is asked to stop. */
    void giveUp() {
        if (over.compareAndSet(false, true)) {
            host.ended(this);
            step.gauge().stuck().incrementAndGet();
            Thread running = thread;
            if (running != null) {
                running.interrupt();
            }
            Outcome outcome = started ? host.timeout(step) : Outcome.timeout(ReasonCode.NOT_STARTED, "");
            fill(all(outcome));
        }
    }
}
