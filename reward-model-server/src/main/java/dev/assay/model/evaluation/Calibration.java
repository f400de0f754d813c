package dev.assay.model.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether probabilities are kept: of what is called likely to 70 %, 70 % should happen (Guo and others, arXiv
 * 1706.04599).
 *
 * @param bins of equal width from 0 to 1; those without predictions are left out
 * @param expectedError the mean distance of probability and frequency in a bin, weighed by its count; from 0 to 1
 * @param brier the mean squared distance of probability and what happened; from 0 to 1
 */
public record Calibration(List<Bin> bins, double expectedError, double brier) {
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Predictions of nearly the same probability.
     *
     * @param count how many
     * @param probability their mean
     * @param frequency the share of them that happened
     */
    public record Bin(int count, double probability, double frequency) {}

    /**
     * Compares probabilities with what happened.
     *
     * @param probabilities from 0 to 1
     * @param happened whether each did
     * @param bins how many, at least 1
     */
    public static Calibration of(double[] probabilities, boolean[] happened, int bins) {
        if (probabilities.length != happened.length || bins < 1) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities of " + happened.length + " in " + bins + " bins");
        }
        int[] counts = new int[bins];
        double[] sums = new double[bins];
        int[] hits = new int[bins];
        double brier = 0;
        for (int i = 0; i < probabilities.length; i++) {
            int bin = Math.min(bins - 1, (int) (probabilities[i] * bins));
            counts[bin]++;
            sums[bin] += probabilities[i];
            hits[bin] += happened[i] ? 1 : 0;
            double away = probabilities[i] - (happened[i] ? 1 : 0);
            brier += away * away;
        }
        List<Bin> filled = new ArrayList<>();
        double error = 0;
        for (int bin = 0; bin < bins; bin++) {
            if (counts[bin] > 0) {
                double probability = sums[bin] / counts[bin];
                double frequency = (double) hits[bin] / counts[bin];
                filled.add(new Bin(counts[bin], probability, frequency));
                error += Math.abs(probability - frequency) * counts[bin];
            }
        }
        int all = Math.max(1, probabilities.length);
        return new Calibration(filled, error / all, brier / all);
    }
}
