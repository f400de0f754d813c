package dev.assay.model.judge;

import dev.assay.model.judge.endpoint.CallFailure;
import dev.assay.model.judge.reading.Verdict;
import java.util.List;

/** How a {@link PairwiseJudge} ended with two responses. */
public sealed interface Comparison {
    /** Which response is preferred. */
    enum Preference {
        /** The first. */
        FIRST,
        /** The second. */
        SECOND,
        /** Neither by enough. */
        NEITHER
    }

    /**
     * The judge has answered in every run, in both orders.
     *
     * @param runs at least one
     */
    record Compared(List<Run> runs) implements Comparison {
        public Compared {
            runs = List.copyOf(runs);
            if (runs.isEmpty()) {
                throw new IllegalArgumentException("a comparison needs a run");
            }
        }

        /** The mean over all runs and both orders, from −2, the second is much better, to 2, the first is. */
        public double mean() {
            int sum = 0;
            for (Run run : runs) {
                sum += run.forward().score() - run.swapped().score();
            }
            return sum / (2.0 * runs.size());
        }

        /**
         * The response that is better by more than the threshold.
         *
         * @param threshold from 0 to 2, exclusive; 1 is DeepSeek-R1's
         */
        public Preference preference(double threshold) {
            double mean = mean();
            return mean > threshold ? Preference.FIRST : mean < -threshold ? Preference.SECOND : Preference.NEITHER;
        }

        /** How many runs named the same winner in both orders, or a tie in both. */
        public long consistentRuns() {
            return runs.stream().filter(Run::consistent).count();
        }
    }

    /** At least one answer did not come about, so nothing is known; a mean over the rest would favour a position. */
    record NotCompared(CallFailure failure) implements Comparison {}

    /**
     * One run: two questions, with the responses in either order.
     *
     * @param forward the verdict where the first response was shown as A
     * @param swapped the verdict where the second response was shown as A
     * @param conflicting whether one of the answers named different verdicts, even when asked again, so that the last
     *     one was taken
     */
    record Run(Verdict forward, Verdict swapped, boolean conflicting) {
        /** Whether both orders name the same winner, or both a tie. */
        public boolean consistent() {
            return Integer.signum(forward.score()) == -Integer.signum(swapped.score());
        }
    }
}
