package dev.assay.model.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a model makes of pairs.
 *
 * @param all accuracy over all
 * @param byKind accuracy by what is wrong with the worse completion
 * @param matched accuracy where both have nearly the same length
 * @param shorter accuracy where the better one is the shorter
 * @param longer accuracy where the better one is the longer
 * @param alwaysLonger the accuracy of a model that only prefers length
 * @param meanMargin the mean of better minus worse score
 * @param calibration of the sigmoid of score differences; each pair asks once whether its first completion is the
 *     better one, and every second pair has the worse one first
 * @param pearson correlation of score and length over all completions
 * @param spearman of their ranks
 * @param withinPairs Pearson's correlation of the differences inside of pairs, in score and in length
 * @param meanChosenLength in characters
 * @param meanRejectedLength in characters
 * @param scores of all completions
 */
public record PairEvaluation(
        Share all,
        Map<String, Share> byKind,
        Share matched,
        Share shorter,
        Share longer,
        double alwaysLonger,
        double meanMargin,
        Calibration calibration,
        double pearson,
        double spearman,
        double withinPairs,
        double meanChosenLength,
        double meanRejectedLength,
        ScoreDistribution scores) {
    /** Lengths that differ by at most this share of the longer one are nearly the same. */
    public static final double MATCHED = 0.1;

    private static final int BINS = 10;

    public PairEvaluation {
        byKind = Map.copyOf(byKind);
    }

    /** Evaluates; a pair of equal scores is half right. */
    public static PairEvaluation of(List<PairScores> pairs) {
        Map<String, List<PairScores>> kinds = new TreeMap<>();
        pairs.forEach(pair ->
                kinds.computeIfAbsent(pair.kind(), _ -> new ArrayList<>()).add(pair));
        Map<String, Share> byKind = new TreeMap<>();
        kinds.forEach((kind, some) -> byKind.put(kind, right(some)));
        double[] scores = new double[2 * pairs.size()];
        double[] lengths = new double[2 * pairs.size()];
        double[] margins = new double[pairs.size()];
        double[] differences = new double[pairs.size()];
        double[] probabilities = new double[pairs.size()];
        boolean[] better = new boolean[2 * pairs.size()];
        boolean[] first = new boolean[pairs.size()];
        for (int i = 0; i < pairs.size(); i++) {
            PairScores pair = pairs.get(i);
            scores[2 * i] = pair.chosen();
            scores[2 * i + 1] = pair.rejected();
            lengths[2 * i] = pair.chosenLength();
            lengths[2 * i + 1] = pair.rejectedLength();
            better[2 * i] = true;
            margins[i] = pair.margin();
            differences[i] = pair.chosenLength() - pair.rejectedLength();
            first[i] = i % 2 == 0;
            probabilities[i] = 1 / (1 + Math.exp(first[i] ? -pair.margin() : pair.margin()));
        }
        return new PairEvaluation(
                right(pairs),
                byKind,
                right(pairs, pair -> Math.abs(pair.longer()) <= MATCHED),
                right(pairs, pair -> pair.longer() < 0),
                right(pairs, pair -> pair.longer() > 0),
                mean(pairs.stream()
                        .mapToDouble(pair -> (1 + Math.signum(pair.longer())) / 2)
                        .toArray()),
                mean(margins),
                Calibration.of(probabilities, first, BINS),
                Correlation.pearson(scores, lengths),
                Correlation.spearman(scores, lengths),
                Correlation.pearson(margins, differences),
                mean(pairs.stream().mapToDouble(PairScores::chosenLength).toArray()),
                mean(pairs.stream().mapToDouble(PairScores::rejectedLength).toArray()),
                ScoreDistribution.of(scores, lengths, better));
    }

    private static Share right(List<PairScores> pairs, Predicate<PairScores> which) {
        return right(pairs.stream().filter(which).toList());
    }

    private static Share right(List<PairScores> pairs) {
        double right = pairs.stream()
                .mapToDouble(pair -> (1 + Math.signum(pair.margin())) / 2)
                .sum();
        return new Share(right, pairs.size());
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElse(0);
    }
}
