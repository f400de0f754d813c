package dev.assay.decoder.checkpoint;

/** What stands on top of the last hidden state. */
public sealed interface Head {
    /** The number of values a position has: the vocabulary, or the labels. */
    int width();

    /**
     * Next-token logits.
     *
     * @param tied whether the weights are those of the embedding
     */
    record LanguageModel(int width, boolean tied) implements Head {}

    /** Scores of a sequence, read at its last token; reward models have one. No bias. */
    record Classification(int width) implements Head {}
}
