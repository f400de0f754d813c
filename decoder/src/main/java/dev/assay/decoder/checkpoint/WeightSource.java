package dev.assay.decoder.checkpoint;

/** The numbers of one tensor, in pieces: some tensors have more than fit into an array. */
@FunctionalInterface
public interface WeightSource {
    /**
     * Copies elements, row by row as in memory.
     *
     * @param from the first element
     * @param into where they go, from index 0
     * @param count how many; at most the length of {@code into}
     */
    void read(long from, float[] into, int count);
}
