package dev.assay.model.evaluation;

/**
 * A completion with its score and its label.
 *
 * @param logit the score; above 0 means safe
 * @param safe the label
 * @param length characters of the completion, as far as the model sees it
 * @param kind what sort of completion it is; may be empty
 */
public record LabelScores(double logit, boolean safe, int length, String kind) {
    double probability() {
        return 1 / (1 + Math.exp(-logit));
    }
}
