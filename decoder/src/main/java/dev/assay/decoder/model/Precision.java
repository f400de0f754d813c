package dev.assay.decoder.model;

/** In which numbers weights are kept and products computed. Norms' sums, softmax and log-probabilities are float32. */
public enum Precision {
    /** Everything in float32. */
    FLOAT32,
    /** Weights in float32, products in bfloat16: for training on accelerators. */
    MIXED_BFLOAT16,
    /** Weights and products in bfloat16: half the memory, no training. */
    BFLOAT16
}
