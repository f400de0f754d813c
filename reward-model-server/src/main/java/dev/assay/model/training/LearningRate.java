package dev.assay.model.training;

/**
 * The learning rate of each step: it rises in a straight line, then falls.
 *
 * @param peak the highest, positive
 * @param warmUp the share of all steps in which it rises, from 0 to 1
 * @param decay how it falls
 * @param floor where it ends, as a share of the peak, from 0 to 1
 */
public record LearningRate(double peak, double warmUp, Decay decay, double floor) {
    /** The ways down. */
    public enum Decay {
        /** None: it stays. */
        CONSTANT,
        /** A straight line. */
        LINEAR,
        /** Half a cosine. */
        COSINE
    }

    public LearningRate {
        if (!(peak > 0) || Double.isInfinite(peak)) {
            throw new IllegalArgumentException("peak must be positive, not " + peak);
        }
        if (!(warmUp >= 0 && warmUp <= 1)) {
            throw new IllegalArgumentException("warmUp must be from 0 to 1, not " + warmUp);
        }
        if (!(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException("floor must be from 0 to 1, not " + floor);
        }
    }

    /**
     * The rate of a step.
     *
     * @param step from 0
     * @param steps how many there are in all
     */
    public double at(int step, int steps) {
        double rising = warmUp * steps;
        if (step < rising) {
            return peak * (step + 1) / (rising + 1);
        }
        double way = Math.min(1, (step - rising) / Math.max(1, steps - rising));
        double left = switch (decay) {
            case CONSTANT -> 1;
            case LINEAR -> 1 - way;
            case COSINE -> (1 + Math.cos(Math.PI * way)) / 2;
        };
        return peak * (floor + (1 - floor) * left);
    }
}
