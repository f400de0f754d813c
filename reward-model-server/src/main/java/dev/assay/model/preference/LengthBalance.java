package dev.assay.model.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the lengths of better and worse responses comparable over a set, by leaving pairs out. A set is balanced where
 * the mean of {@code log(length of the better / length of the worse)} is near 0.
 */
final class LengthBalance {
    private LengthBalance() {}

    /**
     * Which of some pairs stay. Pairs that pull the mean away from 0 the most go first, and of equal ones the later.
     *
     * @param logRatios of each pair
     * @param tolerance how far from 0 the mean may be, 0 or more
     */
    static boolean[] kept(double[] logRatios, double tolerance) {
        boolean[] kept = new boolean[logRatios.length];
        Arrays.fill(kept, true);
        double sum = 0;
        for (double ratio : logRatios) {
            sum += ratio;
        }
        double sign = Math.signum(sum);
        List<Integer> pulling = new ArrayList<>(IntStream.range(0, logRatios.length)
                .filter(i -> Math.signum(logRatios[i]) == sign && sign != 0)
                .boxed()
                .toList());
        pulling.sort(Comparator.comparingDouble((Integer i) -> -Math.abs(logRatios[i]))
                .thenComparing(i -> -i));
        int left = logRatios.length;
        for (int i : pulling) {
            if (Math.abs(sum) <= tolerance * left) {
                break;
            }
            // One that would tip the mean to the other side is kept for a smaller one.
            if (Math.abs(logRatios[i]) <= Math.abs(sum)) {
                kept[i] = false;
                sum -= logRatios[i];
                left--;
            }
        }
        return kept;
    }
}
