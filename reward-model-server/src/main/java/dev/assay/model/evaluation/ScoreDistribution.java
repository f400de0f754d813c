package dev.assay.model.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Where scores lie, those of better and of worse completions apart, and what they are at which length.
 *
 * @param histogram bars of equal width from the lowest score to the highest
 * @param bands from the shortest completions to the longest, with about as many in each
 */
public record ScoreDistribution(List<Bar> histogram, List<Band> bands) {
    private static final int BARS = 24;
    private static final int BANDS = 8;

    public ScoreDistribution {
        histogram = List.copyOf(histogram);
        bands = List.copyOf(bands);
    }

    /**
     * Scores from {@code from} on and below {@code to}; the last bar has the highest score too.
     *
     * @param better how many of the better completions
     * @param worse how many of the worse
     */
    public record Bar(double from, double to, int better, int worse) {}

    /**
     * Completions of nearly the same length.
     *
     * @param length their mean, in characters
     * @param better the scores of the better ones
     * @param worse the scores of the worse ones
     */
    public record Band(double length, Mean better, Mean worse) {}

    /**
     * A mean of some.
     *
     * @param count how many; 0 where there are none
     * @param value no number where there are none
     */
    public record Mean(int count, double value) {}

    /**
     * Looks at scores.
     *
     * @param scores finite
     * @param lengths of the completions, in characters
     * @param better whether each is a better one
     */
    public static ScoreDistribution of(double[] scores, double[] lengths, boolean[] better) {
        if (scores.length != lengths.length || scores.length != better.length) {
            throw new IllegalArgumentException(
                    scores.length + " scores, " + lengths.length + " lengths, " + better.length + " labels");
        }
        if (scores.length == 0) {
            return new ScoreDistribution(List.of(), List.of());
        }
        return new ScoreDistribution(histogram(scores, better), bands(scores, lengths, better));
    }

    private static List<Bar> histogram(double[] scores, boolean[] better) {
        double least = Arrays.stream(scores).min().orElseThrow();
        double most = Arrays.stream(scores).max().orElseThrow();
        double width = most > least ? (most - least) / BARS : 1;
        int[][] counts = new int[BARS][2];
        for (int i = 0; i < scores.length; i++) {
            int bar = Math.min(BARS - 1, (int) ((scores[i] - least) / width));
            counts[bar][better[i] ? 0 : 1]++;
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < BARS; i++) {
            bars.add(new Bar(least + i * width, least + (i + 1) * width, counts[i][0], counts[i][1]));
        }
        return bars;
    }

    private static List<Band> bands(double[] scores, double[] lengths, boolean[] better) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> lengths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int count = Math.min(BANDS, order.length);
        List<Band> bands = new ArrayList<>();
        for (int band = 0; band < count; band++) {
            int[] some = Arrays.copyOfRange(order, order.length * band / count, order.length * (band + 1) / count);
            bands.add(new Band(
                    Arrays.stream(some).mapToDouble(i -> lengths[i]).average().orElse(0),
                    mean(scores, some, i -> better[i]),
                    mean(scores, some, i -> !better[i])));
        }
        return bands;
    }

    private static Mean mean(double[] scores, int[] some, IntPredicate which) {
        double[] chosen =
                Arrays.stream(some).filter(which).mapToDouble(i -> scores[i]).toArray();
        return new Mean(chosen.length, Arrays.stream(chosen).average().orElse(Double.NaN));
    }
}
