package dev.assay.model.serving;

import java.util.List;

/**
 * What a model says of the inputs of one call.
 *
 * @param model its name
 * @param version of the weights, the same for all inputs of the call
 * @param scores one for each input, in order
 * @param labels one for each value of the head
 */
public record ModelScores(String model, String version, List<ModelScore> scores, List<String> labels) {
    public ModelScores {
        scores = List.copyOf(scores);
        labels = List.copyOf(labels);
    }
}
