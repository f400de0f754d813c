package dev.assay.model.training;

import java.util.List;

/**
 * An example as a model reads it.
 *
 * @param sequences the token ids that are scored, in the order of the loss
 * @param target as the loss defines it
 */
public record TrainingExample(List<int[]> sequences, double target) {
    public TrainingExample {
        sequences = List.copyOf(sequences);
    }

    /** The tokens of its longest sequence. */
    int longest() {
        return sequences.stream().mapToInt(ids -> ids.length).max().orElse(0);
    }
}
