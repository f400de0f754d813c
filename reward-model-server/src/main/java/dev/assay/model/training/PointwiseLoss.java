package dev.assay.model.training;

/**
 * Binary cross-entropy of a score read as a logit. The target of an example is 1 or 0.
 *
 * @param smoothing how far targets are moved towards one half, as a share: 0.1 makes 0.95 and 0.05 of them
 * @param positiveWeight how much an example with target 1 counts beside one with target 0; positive
 */
public record PointwiseLoss(double smoothing, double positiveWeight) implements Loss {
    public PointwiseLoss {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("smoothing must be from 0 to below 1, not " + smoothing);
        }
        if (!(positiveWeight > 0) || Double.isInfinite(positiveWeight)) {
            throw new IllegalArgumentException("positiveWeight must be positive, not " + positiveWeight);
        }
    }

    @Override
    public int scores() {
        return 1;
    }

    @Override
    public Value of(double[] scores, double target) {
        double weight = target > 0.5 ? positiveWeight : 1;
        double smoothed = target * (1 - smoothing) + smoothing / 2;
        double logit = scores[0];
        double loss = Loss.softplus(logit) - smoothed * logit;
        return new Value(weight * loss, new double[] {weight * (Loss.sigmoid(logit) - smoothed)});
    }
}
