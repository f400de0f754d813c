package dev.assay.decoder.model;

/** Steps down the gradients that training passes have gathered. */
public interface Optimizer extends AutoCloseable {
    /**
     * Scales the gradients so that their common norm is at most {@code largestNorm}, as
     * {@code torch.nn.utils.clip_grad_norm_} does, updates every weight that has a gradient, and clears the gradients.
     *
     * @param learningRate 0 or more
     * @param largestNorm positive; infinite for no limit
     * @return the norm before it was scaled; where it is not finite, nothing was changed but the gradients cleared
     */
    double step(double learningRate, double largestNorm);

    /** Forgets the gathered gradients. */
    void clear();

    /** Frees the moments. */
    @Override
    void close();
}
