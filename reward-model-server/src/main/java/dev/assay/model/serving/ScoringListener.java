package dev.assay.model.serving;

import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import java.time.Duration;

/** Is told what happens, for metrics. Called on the threads that do the work: it must be fast and never throw. */
public interface ScoringListener {
    /** Whom nothing interests. */
    ScoringListener NONE = new ScoringListener() {};

    /**
     * An input has its outcome.
     *
     * @param model its name
     * @param outcome of the input
     * @param since from the call to the outcome
     */
    default void ended(String model, Outcome outcome, Duration since) {}

    /**
     * A batch was computed.
     *
     * @param model its name
     * @param inputs of the batch
     * @param tokens of the inputs, without padding
     * @param waited how long the first of them had waited
     * @param computing how long it took
     */
    default void computed(String model, int inputs, long tokens, Duration waited, Duration computing) {}

    /**
     * A call was turned away.
     *
     * @param model its name
     * @param code OVERLOADED, TOO_LARGE or UNAVAILABLE
     */
    default void refused(String model, ErrorCode code) {}
}
