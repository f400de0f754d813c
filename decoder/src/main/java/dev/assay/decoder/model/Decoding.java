package dev.assay.decoder.model;

/**
 * Sequences that grow by a token at a time, with their keys and values kept. Rows are the sequences still in it, in the
 * order in which they came.
 */
public interface Decoding extends AutoCloseable {
    /** How many sequences are in it. */
    int rows();

    /** The logits of each row's next token, {@code [rows][vocabulary]}. */
    float[][] logits();

    /** The likeliest next token of each row, and of equals the first. */
    int[] likeliest();

    /** The log-probability of one token for each row, no temperature. */
    float[] logProbs(int[] tokens);

    /** Appends a token to every row and computes the next logits. */
    void append(int[] tokens);

    /** Keeps some rows, in the given order, and frees the others. */
    void keep(int[] rows);

    /** Adds the rows of another behind these; the other is used up. */
    void join(Decoding other);

    /** Frees the cache. */
    @Override
    void close();
}
