package dev.assay.model.evaluation;

/**
 * A pair with the scores of its completions.
 *
 * @param chosen score of the better one
 * @param rejected score of the worse one
 * @param chosenLength characters of the better one, as far as the model sees it
 * @param rejectedLength characters of the worse one
 * @param kind what is wrong with the worse one; may be empty
 */
public record PairScores(double chosen, double rejected, int chosenLength, int rejectedLength, String kind) {
    /** How much higher the better one is. */
    double margin() {
        return chosen - rejected;
    }

    /** How much longer the better one is, as a share of the longer one: from -1 to 1. */
    double longer() {
        int longest = Math.max(1, Math.max(chosenLength, rejectedLength));
        return (double) (chosenLength - rejectedLength) / longest;
    }
}
