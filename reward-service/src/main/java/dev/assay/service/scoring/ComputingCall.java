package dev.assay.service.scoring;

import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import java.util.Objects;
import java.util.Optional;

/** A call of a computing function on one rollout. */
final class ComputingCall {
    private final Host host;
    private final Batch batch;
    private final Step step;
    private final Batch.Cell cell;
    private final long start = System.nanoTime();
    private final Deadline deadline;

    ComputingCall(Host host, Batch batch, Step step, Batch.Cell cell) {
        this.host = host;
        this.batch = batch;
        this.step = step;
        this.cell = cell;
        this.deadline = batch.deadline().min(Deadline.after(host.timeLimit(step)));
    }

    /** Why the call is not made at all, if it is not. */
    Optional<Outcome> refusal() {
        if (step.gauge().stuck().get() >= host.options().stuckLimit()) {
            return Optional.of(host.stuckOutcome(step));
        }
        if (deadline.nanoTime() - start <= 0) {
            return Optional.of(Outcome.timeout(ReasonCode.NOT_STARTED, ""));
        }
        return Optional.empty();
    }

    Outcome run() {
        // Asked after the lane has shown the call, so that either whoever stops sees the call or the call sees the
        // stop.
        if (host.isStopped()) {
            return Outcome.timeout(ReasonCode.NOT_STARTED, "the service stops");
        }
        try {
            return Objects.requireNonNull(
                    step.scorer().score(batch.rollout(cell.row()), deadline), "the function answered null");
        } catch (Throwable e) {
            return host.failure(step, e);
        }
    }

    void finish(Outcome outcome) {
        batch.fill(cell, step, outcome, (System.nanoTime() - start) / 1000);
    }

    boolean isOver(long now) {
        return deadline.nanoTime() - now <= 0;
    }

    /** The thread does not come back. */
    void lost() {
        step.gauge().stuck().incrementAndGet();
    }

    /** The rollout gets its TIMEOUT, and the rest goes on elsewhere. */
    void giveUp() {
        host.compute(batch.after(cell));
        finish(host.timeout(step));
    }

    void cameBack() {
        step.gauge().stuck().decrementAndGet();
    }
}
