package dev.assay.decoder.generation;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.Arrays;

/** Draws one token from logits. */
final class Sampler {
    private Sampler() {}

    /**
     * Draws a token.
     *
     * @param logits of the whole vocabulary
     * @param uniform a random number from 0 to below 1
     */
    static int draw(float[] logits, Sampling sampling, double uniform) {
        float best = best(logits);
        if (sampling.temperature() == 0) {
            return first(logits, best);
        }
        double[] weights = new double[logits.length];
        double total = 0;
        for (int i = 0; i < logits.length; i++) {
            weights[i] = Math.exp((logits[i] - (double) best) / sampling.temperature());
            total += weights[i];
        }
        int[] candidates = candidates(weights, total, sampling);
        double kept = 0;
        for (int candidate : candidates) {
            kept += weights[candidate];
        }
        double left = uniform * kept;
        for (int candidate : candidates) {
            left -= weights[candidate];
            if (left < 0) {
                return candidate;
            }
        }
        return candidates[candidates.length - 1];
    }

    private static float best(float[] logits) {
        float best = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            if (Float.isNaN(logit)) {
                throw new AssayException(ErrorCode.INTERNAL, "the model's logits are not numbers");
            }
            best = Math.max(best, logit);
        }
        if (Float.isInfinite(best)) {
            throw new AssayException(ErrorCode.INTERNAL, "the model's logits are not finite");
        }
        return best;
    }

    private static int first(float[] logits, float best) {
        int at = 0;
        while (logits[at] != best) {
            at++;
        }
        return at;
    }

    /** The tokens that may be drawn; with limits, the likeliest first and of equals the lower id. */
    private static int[] candidates(double[] weights, double total, Sampling sampling) {
        if (sampling.topK() == 0 && sampling.topP() == 1) {
            // The largest weight is 1.
            return above(weights, sampling.minP());
        }
        // All tokens below the bound have less than 1 - p together, so the likeliest with p are among the others.
        double bound = sampling.topK() > 0 ? 0 : total * (1 - sampling.topP()) / weights.length;
        long[] order = new long[weights.length];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] >= bound && weights[i] > 0) {
                // A positive float's bits order as the number does; complemented, the likeliest comes first.
                order[count++] = (long) ~Float.floatToIntBits((float) weights[i]) << 32 | i;
            }
        }
        Arrays.sort(order, 0, count);
        if (sampling.topK() > 0) {
            count = Math.min(count, sampling.topK());
        }
        return limited(weights, order, count, sampling);
    }

    private static int[] limited(double[] weights, long[] order, int count, Sampling sampling) {
        int[] sorted = new int[count];
        double kept = 0;
        for (int i = 0; i < count; i++) {
            sorted[i] = (int) order[i];
            kept += weights[sorted[i]];
        }
        double wanted = sampling.topK() > 0
                ? kept * sampling.topP()
                : Arrays.stream(weights).sum() * sampling.topP();
        int end = 0;
        double sum = 0;
        while (end < count && sum < wanted && weights[sorted[end]] >= sampling.minP()) {
            sum += weights[sorted[end++]];
        }
        return Arrays.copyOf(sorted, Math.max(1, end));
    }

    private static int[] above(double[] weights, double least) {
        int[] all = new int[weights.length];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] >= least) {
                all[count++] = i;
            }
        }
        return Arrays.copyOf(all, count);
    }
}
