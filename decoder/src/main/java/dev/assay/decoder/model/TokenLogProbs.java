package dev.assay.decoder.model;

/**
 * What {@link Transformer#logProbs} answers, both {@code [rows][width]} and 0 where nothing was asked.
 *
 * @param logProbs natural logarithms, at most 0
 * @param entropies of the whole distribution at that place, in nats
 */
public record TokenLogProbs(float[][] logProbs, float[][] entropies) {}
