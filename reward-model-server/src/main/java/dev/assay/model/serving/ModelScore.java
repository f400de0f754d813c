package dev.assay.model.serving;

import dev.assay.reward.Outcome;
import java.util.List;

/**
 * What became of one input.
 *
 * @param outcome SCORED with the score, or why there is none
 * @param logits the head's values as they are; empty where there is no score
 * @param tokens how many the input has; 0 where they were not counted
 */
public record ModelScore(Outcome outcome, List<Double> logits, int tokens) {
    public ModelScore {
        logits = List.copyOf(logits);
    }

    /** No score. */
    static ModelScore without(Outcome outcome, int tokens) {
        return new ModelScore(outcome, List.of(), tokens);
    }
}
