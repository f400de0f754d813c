package dev.assay.decoder.generation;

import java.util.List;
import java.util.Set;

/**
 * What is to be continued.
 *
 * @param prompt token ids; at least one, and fewer than the model's context
 * @param maxTokens how many may follow; the model's context is a limit as well
 * @param sampling how each is drawn
 * @param seed of the random numbers; the same prompt, settings and seed draw the same numbers in any batch
 * @param stopTokens ids that end it; the last token is one of them, then
 * @param stopStrings texts that end it; the text ends before the first of them, the tokens with the one that completed
 *     it
 */
public record GenerationRequest(
        int[] prompt, int maxTokens, Sampling sampling, long seed, Set<Integer> stopTokens, List<String> stopStrings) {
    public GenerationRequest {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("a prompt without tokens");
        }
        if (maxTokens < 0) {
            throw new IllegalArgumentException("max tokens must be 0 or more, not " + maxTokens);
        }
        if (stopStrings.contains("")) {
            throw new IllegalArgumentException("an empty stop string");
        }
        stopTokens = Set.copyOf(stopTokens);
        stopStrings = List.copyOf(stopStrings);
    }
}
