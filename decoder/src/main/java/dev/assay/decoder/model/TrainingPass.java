package dev.assay.decoder.model;

/**
 * A forward pass whose way back is still open. A loss over token log-probabilities needs nothing else: it computes its
 * derivative by each log-probability and hands it to {@link #backward}.
 */
public interface TrainingPass extends AutoCloseable {
    /** The log-probabilities, {@code [rows][width]}, 0 where not scored. */
    TokenLogProbs values();

    /**
     * Adds the gradients of {@code sum(derivative * logProb)} to those of the weights; they gather until
     * {@link Optimizer#step} or {@link Optimizer#clear}. Once only.
     *
     * @param derivatives {@code [rows][width]}, the loss's derivative by each log-probability; read where scored
     */
    void backward(float[][] derivatives);

    /** Frees what is kept. */
    @Override
    void close();
}
