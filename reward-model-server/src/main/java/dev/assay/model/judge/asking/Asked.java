package dev.assay.model.judge.asking;

import dev.assay.model.judge.endpoint.CallFailure;

/**
 * How a question ended.
 *
 * @param <T> what the judge was asked for
 */
public sealed interface Asked<T> {
    /**
     * The judge has answered.
     *
     * @param conflicting whether it also said something else, even when asked again
     */
    record Answered<T>(T value, boolean conflicting) implements Asked<T> {}

    /** There is no answer, or none that can be read. */
    record NotAnswered<T>(CallFailure failure) implements Asked<T> {}
}
