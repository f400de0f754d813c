package dev.assay.shaping;

/** Published formulas that make a value of a length. Lengths are in one unit, 0 or more. */
public final class LengthFormulas {
    private LengthFormulas() {}

    /**
     * DAPO's soft overlong punishment (arXiv 2503.14476, equation 13; TRL's {@code get_soft_overlong_punishment}): 0 up
     * to {@code max − buffer}; from there (max − buffer − length) / buffer; −1 beyond {@code max}.
     *
     * @param max the most that may be written
     * @param buffer the last part of it, in which punishment grows; 1 to {@code max}
     * @return from −1 to 0
     */
    public static double softOverlong(long length, long max, long buffer) {
        if (length <= max - buffer) {
            return 0;
        }
        return length <= max ? (double) (max - buffer - length) / buffer : -1;
    }

    /**
     * The same in verl's DAPO reward manager: min(−(length − (max − buffer)) / buffer · factor, 0). Unlike in the paper
     * it has no floor at −1.
     *
     * @param factor what the punishment is at {@code max}; 0 or more
     */
    public static double verlOverlong(long length, long max, long buffer, double factor) {
        double beyond = (double) (length - (max - buffer)) / buffer;
        return Math.min(-beyond * factor, 0);
    }

    /**
     * How short a text is by a cosine: ½ (1 + cos(π · length / max)), 1 for nothing and 0 at {@code max}. The recipe's
     * shape {@code cosine} makes a reward of it that knows right from wrong (arXiv 2502.03373, section 4.1; open-r1's
     * {@code get_cosine_scaled_reward}). The progress stops at 1; without that the value would rise again.
     *
     * @return from 0 to 1
     */
    public static double cosine(long length, long max) {
        double progress = Math.min(1, (double) length / max);
        return (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
