package dev.assay.service.kafka;

/**
 * How a worker is.
 *
 * @param detail why it failed; empty otherwise
 */
public record WorkerState(Phase phase, String detail) {
    /** Where a worker is in its life. */
    public enum Phase {
        /** It connects. */
        STARTING,
        /** It reads. */
        RUNNING,
        /** It failed and begins anew after a pause. */
        FAILED,
        /** It was closed. */
        STOPPED
    }

    static WorkerState in(Phase phase) {
        return new WorkerState(phase, "");
    }

    static WorkerState failed(Throwable failure) {
        return new WorkerState(Phase.FAILED, failure.toString());
    }
}
