package dev.assay.model.training;

/**
 * The Bradley-Terry loss of a pair, {@code -log sigmoid(chosen - rejected - margin) + centring * (chosen +
 * rejected)^2}: Ouyang and others, arXiv 2203.02155, equation 1; the margin of Touvron and others, arXiv 2307.09288,
 * equation 2; the centring of Eisenstein and others, arXiv 2312.09244, section 2. The target of an example is its
 * margin.
 *
 * @param centring how strongly scores are held around 0; 0 or more
 */
public record PairwiseLoss(double centring) implements Loss {
    public PairwiseLoss {
        if (!(centring >= 0) || Double.isInfinite(centring)) {
            throw new IllegalArgumentException("centring must be 0 or more, not " + centring);
        }
    }

    @Override
    public int scores() {
        return 2;
    }

    /** Chosen first, then rejected. */
    @Override
    public Value of(double[] scores, double target) {
        double distance = scores[0] - scores[1] - target;
        double sum = scores[0] + scores[1];
        double wrong = Loss.sigmoid(-distance);
        double centre = 2 * centring * sum;
        return new Value(
                Loss.softplus(-distance) + centring * sum * sum, new double[] {centre - wrong, centre + wrong});
    }
}
