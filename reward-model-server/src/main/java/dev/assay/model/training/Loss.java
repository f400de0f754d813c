package dev.assay.model.training;

/** What training lowers: the mean over examples of a function of their scores. */
public sealed interface Loss permits PairwiseLoss, PointwiseLoss {
    /**
     * A loss and how it changes.
     *
     * @param loss of one example
     * @param derivatives by each of its scores
     */
    record Value(double loss, double[] derivatives) {
        boolean isFinite() {
            boolean finite = Double.isFinite(loss);
            for (double derivative : derivatives) {
                finite &= Double.isFinite(derivative);
            }
            return finite;
        }
    }

    /** How many scores an example has. */
    int scores();

    /**
     * The loss of one example.
     *
     * @param scores its scores
     * @param target what is known of it, as the loss defines it
     */
    Value of(double[] scores, double target);

    /** {@code log(1 + exp(x))}, exact for large and small {@code x}. */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** {@code 1 / (1 + exp(-x))}. */
    static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }
}
