package dev.assay.model.judge;

import dev.assay.model.judge.endpoint.CallFailure;

/** How a {@link CorrectnessJudge} ended with an answer. */
public sealed interface Correctness {
    /**
     * The judge has decided.
     *
     * @param correct whether the answer agrees with a reference, in every check
     * @param unanimous whether all checks that were made said so
     * @param conflicting whether a check said both, even when asked again, so that its last word was taken
     * @param analysis the judge's reasons, of the check that decided
     */
    record Judged(boolean correct, boolean unanimous, boolean conflicting, String analysis) implements Correctness {}

    /** A check did not come about, so nothing is known. */
    record NotJudged(CallFailure failure) implements Correctness {}
}
