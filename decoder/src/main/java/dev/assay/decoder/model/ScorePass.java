package dev.assay.decoder.model;

/**
 * A forward pass of a classification model whose way back is still open. A loss over scores needs nothing else: it
 * computes its derivative by each score and hands it to {@link #backward}.
 */
public interface ScorePass extends AutoCloseable {
    /** The scores, {@code [tokens][head width]}, in the order in which the tokens were named. */
    float[][] values();

    /**
     * Adds the gradients of {@code sum(derivative * score)} to those of the weights; they gather until
     * {@link Optimizer#step} or {@link Optimizer#clear}. Once only.
     *
     * @param derivatives {@code [tokens][head width]}, the loss's derivative by each score
     */
    void backward(float[][] derivatives);

    /** Frees what is kept. */
    @Override
    void close();
}
