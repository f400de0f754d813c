package dev.assay.decoder.generation;

/**
 * What a request yielded.
 *
 * @param tokens the ids that follow the prompt
 * @param logProbs of each under the model's own distribution, before temperature and limits; natural logarithms
 * @param text the tokens without special ones, up to a stop string
 * @param finish why it ended
 */
public record Generation(int[] tokens, float[] logProbs, String text, Finish finish) {
    /** Why a generation ended. */
    public enum Finish {
        /** With a stop token or string. */
        STOP,
        /** At the limit of tokens, or of the context. */
        LENGTH
    }
}
