package dev.assay.decoder.model;

import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.checkpoint.WeightSource;
import java.util.List;

/**
 * A decoder with its weights. Calls that only read may come from several threads at once; a training pass, an optimiser
 * step and {@link #close} need the model for themselves. Every token id and shape is checked before anything native is
 * called: what does not fit is an {@link IllegalArgumentException}.
 */
public interface Transformer extends AutoCloseable {
    /** What is computed. */
    Architecture architecture();

    /**
     * The head's values at chosen tokens: next-token logits, or the scores of a classification model.
     *
     * @param tokens {@code {row, column}} of each
     * @return {@code [tokens][head width]}
     */
    float[][] headAt(TokenBatch batch, List<int[]> tokens);

    /**
     * Log-probabilities of tokens given those before them in their sequence, natural logarithm, no temperature. The
     * logits of a few hundred tokens exist at a time, never those of the batch.
     *
     * @param scored which tokens, {@code [rows][width]}; each must be {@linkplain TokenBatch#isPredicted predicted}
     * @return {@code [rows][width]}, 0 where not scored, with the entropy of the distribution each was drawn from
     */
    TokenLogProbs logProbs(TokenBatch batch, boolean[][] scored);

    /**
     * The same with what {@link TrainingPass#backward} needs kept.
     *
     * @param checkpointing keep only the input of each layer and compute the rest again on the way back: a third more
     *     work, and memory for one layer at a time
     */
    TrainingPass train(TokenBatch batch, boolean[][] scored, boolean checkpointing);

    /**
     * The scores of a classification model at chosen tokens, with what {@link ScorePass#backward} needs kept.
     *
     * @param tokens {@code {row, column}} of each, at least one
     * @param checkpointing as for {@link #train}
     */
    ScorePass trainScores(TokenBatch batch, List<int[]> tokens, boolean checkpointing);

    /** Starts a cache with the prompts' keys and values; none of the prompts may be empty. */
    Decoding decode(List<int[]> prompts);

    /** An optimiser over all weights, with state of its own. */
    Optimizer optimizer(AdamW settings);

    /**
     * Sums up the gradients' squares of a tensor of the architecture and takes the root; 0 before any backward pass.
     */
    double gradientNorm(String tensor);

    /** The weights of a tensor of the architecture, in float32; readable until the model is closed. */
    WeightSource weights(String tensor);

    /** Replaces the weights of a tensor. */
    void setWeights(String tensor, WeightSource source);

    /** Frees the native memory. */
    @Override
    void close();
}
