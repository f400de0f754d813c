package dev.assay.model.judge;

import dev.assay.reward.Deadline;

/** Says which of two responses is better. Implementations are thread-safe. */
@FunctionalInterface
public interface PairwiseJudge {
    /**
     * Compares two responses. Blocks until the judge has answered every question about them, or one of its answers did
     * not come about. Interrupting the thread ends the calls that are under way.
     *
     * @return {@link Comparison.Compared}, or {@link Comparison.NotCompared} with the cause; never a tie instead of a
     *     failure
     */
    Comparison compare(ResponsePair pair, Deadline deadline);
}
