package dev.assay.model.serving;

/**
 * What waits for a model.
 *
 * @param inputs how many inputs
 * @param tokens how many tokens they have together
 */
public record QueueLength(int inputs, long tokens) {}
