package dev.assay.language.tables;

import java.util.HashMap;
import java.util.Map;

/**
 * The probability of a letter after those before it, by interpolation with ever shorter contexts (Witten and Bell 1991,
 * method C): P(s | context) = (count(context s) + kinds · P(s | shorter)) / (count(context) + kinds), where
 * <i>kinds</i> is how many different letters follow the context.
 */
final class LetterModel {
    private static final double LEAST = 1e-9;

    private final NgramCounts counts;
    private final Map<String, double[]> followers = new HashMap<>();
    private final double letters;

    LetterModel(NgramCounts counts) {
        this.counts = counts;
        double total = 0;
        for (Map.Entry<String, Double> entry : counts.of().entrySet()) {
            String ngram = entry.getKey();
            if (ngram.charAt(ngram.length() - 1) == NgramCounts.START) {
                continue;
            }
            double[] after = followers.computeIfAbsent(ngram.substring(0, ngram.length() - 1), _ -> new double[2]);
            after[0] += entry.getValue();
            after[1]++;
            if (ngram.length() == 1) {
                total += entry.getValue();
            }
        }
        this.letters = total;
    }

    /** How often the n-gram is met, as a share of all letters. */
    double share(String ngram) {
        return counts.of(ngram) / letters;
    }

    /** The cost of the last letter of the n-gram after the others, in nats. */
    double cost(String ngram) {
        return -Math.log(probability(ngram));
    }

    private double probability(String ngram) {
        String context = ngram.substring(0, ngram.length() - 1);
        double shorter = context.isEmpty() ? LEAST : probability(ngram.substring(1));
        double[] after = followers.get(context);
        if (after == null) {
            return shorter;
        }
        return (counts.of(ngram) + after[1] * shorter) / (after[0] + after[1]);
    }
}
