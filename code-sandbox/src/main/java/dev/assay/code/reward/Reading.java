package dev.assay.code.reward;

import dev.assay.reward.Outcome;

/** A rollout as far as it is read without running anything. */
sealed interface Reading {
    /** Something has to be judged. */
    record Asks(Question question) implements Reading {}

    /** There is nothing to judge. */
    record Answered(Outcome outcome) implements Reading {}

    static Reading answered(Outcome outcome) {
        return new Answered(outcome);
    }
}
