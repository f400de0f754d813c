package dev.assay.model.settings;

import java.util.Arrays;
import java.util.List;

/**
 * How the values of a head become one score: {@code s = Σ weight·logit}, with the sign turned where high values are
 * bad, then {@code (s − mean) / deviation}, then the logistic function where it is asked for. The first value as it is
 * is what a reward model with one label gives.
 *
 * @param weights of the head's values, in their order; empty takes the only value there is
 * @param negate for cost models, in which lower is better
 * @param mean what is subtracted
 * @param deviation what is divided by; greater than 0
 * @param sigmoid whether the score is a probability
 */
public record ScoreRule(List<Double> weights, boolean negate, double mean, double deviation, boolean sigmoid) {
    /** The only value there is, as it is. */
    public static final ScoreRule LOGIT = new ScoreRule(List.of(), false, 0, 1, false);

    public ScoreRule {
        weights = List.copyOf(weights);
        if (!(deviation > 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("deviation must be greater than 0 and finite, not " + deviation);
        }
    }

    /** The value of one label out of several. */
    public static ScoreRule index(int index) {
        Double[] weights = new Double[index + 1];
        Arrays.fill(weights, 0.0);
        weights[index] = 1.0;
        return new ScoreRule(List.of(weights), false, 0, 1, false);
    }

    /** Whether the rule says what a head of this width scores. */
    public boolean fits(int width) {
        return weights.isEmpty() ? width == 1 : weights.size() <= width;
    }

    /**
     * The score.
     *
     * @param logits as many as a head has that {@linkplain #fits fits}
     */
    public double score(List<Double> logits) {
        double sum = weights.isEmpty() ? logits.getFirst() : 0;
        for (int i = 0; i < weights.size(); i++) {
            // A label that does not count must not spoil the sum where it is infinite.
            sum += weights.get(i) == 0 ? 0 : weights.get(i) * logits.get(i);
        }
        double normal = ((negate ? -sum : sum) - mean) / deviation;
        return sigmoid ? sigmoid(normal) : normal;
    }

    /** The logistic function, {@code 1 / (1 + exp(−x))}. */
    public static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
