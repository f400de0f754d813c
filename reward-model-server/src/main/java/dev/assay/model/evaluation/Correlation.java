package dev.assay.model.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How two quantities go together. Where one of them does not vary the correlation is 0. */
public final class Correlation {
    private Correlation() {}

    /** Pearson's coefficient, from -1 to 1. */
    public static double pearson(double[] x, double[] y) {
        check(x, y);
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double both = 0;
        double onlyX = 0;
        double onlyY = 0;
        for (int i = 0; i < x.length; i++) {
            both += (x[i] - meanX) * (y[i] - meanY);
            onlyX += (x[i] - meanX) * (x[i] - meanX);
            onlyY += (y[i] - meanY) * (y[i] - meanY);
        }
        return onlyX == 0 || onlyY == 0 ? 0 : both / Math.sqrt(onlyX * onlyY);
    }

    /** Spearman's coefficient: Pearson's of the ranks, equals sharing the mean of theirs. */
    public static double spearman(double[] x, double[] y) {
        check(x, y);
        return pearson(ranks(x), ranks(y));
    }

    /** The rank of each value from 1 on; equals share the mean of their ranks. */
    static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to + 1 < order.length && values[order[to + 1]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i <= to; i++) {
                ranks[order[i]] = (from + to) / 2.0 + 1;
            }
            from = to + 1;
        }
        return ranks;
    }

    private static void check(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " values beside " + y.length);
        }
    }
}
