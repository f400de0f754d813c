package dev.assay.model.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model makes of labelled completions.
 *
 * @param all accuracy over all, read at the logit 0
 * @param byKind accuracy by sort of completion
 * @param area under the receiver operating characteristic: how likely a safe completion scores above an unsafe one
 * @param areaOfLength the same area of a model that only prefers length; a half where length says nothing
 * @param calibration of the sigmoid of the score as the probability of safe
 * @param pearson correlation of score and length
 * @param spearman of their ranks
 * @param meanSafeLength in characters
 * @param meanUnsafeLength in characters
 * @param scores of all completions; the safe ones are the better
 */
public record LabelEvaluation(
        Share all,
        Map<String, Share> byKind,
        double area,
        double areaOfLength,
        Calibration calibration,
        double pearson,
        double spearman,
        double meanSafeLength,
        double meanUnsafeLength,
        ScoreDistribution scores) {
    private static final int BINS = 10;

    public LabelEvaluation {
        byKind = Map.copyOf(byKind);
    }

    /** Evaluates. */
    public static LabelEvaluation of(List<LabelScores> examples) {
        Map<String, List<LabelScores>> kinds = new TreeMap<>();
        examples.forEach(example ->
                kinds.computeIfAbsent(example.kind(), _ -> new ArrayList<>()).add(example));
        Map<String, Share> byKind = new TreeMap<>();
        kinds.forEach((kind, some) -> byKind.put(kind, right(some)));
        double[] logits = examples.stream().mapToDouble(LabelScores::logit).toArray();
        double[] lengths = examples.stream().mapToDouble(LabelScores::length).toArray();
        double[] probabilities =
                examples.stream().mapToDouble(LabelScores::probability).toArray();
        boolean[] safe = new boolean[examples.size()];
        for (int i = 0; i < safe.length; i++) {
            safe[i] = examples.get(i).safe();
        }
        return new LabelEvaluation(
                right(examples),
                byKind,
                area(logits, safe),
                area(lengths, safe),
                Calibration.of(probabilities, safe, BINS),
                Correlation.pearson(logits, lengths),
                Correlation.spearman(logits, lengths),
                meanLength(examples, true),
                meanLength(examples, false),
                ScoreDistribution.of(logits, lengths, safe));
    }

    /** By ranks (Mann and Whitney); no number where one of the labels is missing. */
    static double area(double[] scores, boolean[] positive) {
        double[] ranks = Correlation.ranks(scores);
        double sum = 0;
        long positives = 0;
        for (int i = 0; i < scores.length; i++) {
            if (positive[i]) {
                sum += ranks[i];
                positives++;
            }
        }
        long negatives = scores.length - positives;
        if (positives == 0 || negatives == 0) {
            return Double.NaN;
        }
        return (sum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    private static Share right(List<LabelScores> examples) {
        double right = examples.stream()
                .mapToDouble(example -> example.logit() == 0 ? 0.5 : example.logit() > 0 == example.safe() ? 1 : 0)
                .sum();
        return new Share(right, examples.size());
    }

    private static double meanLength(List<LabelScores> examples, boolean safe) {
        return examples.stream()
                .filter(example -> example.safe() == safe)
                .mapToInt(LabelScores::length)
                .average()
                .orElse(0);
    }
}
