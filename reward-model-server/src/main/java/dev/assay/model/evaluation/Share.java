package dev.assay.model.evaluation;

/**
 * How many of some are right.
 *
 * @param right a tie counts half
 * @param count of all of them
 */
public record Share(double right, int count) {
    /** From 0 to 1; no number where there are none. */
    public double value() {
        return count == 0 ? Double.NaN : right / count;
    }
}
