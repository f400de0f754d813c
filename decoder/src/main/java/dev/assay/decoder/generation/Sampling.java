package dev.assay.decoder.generation;

/**
 * How the next token is drawn. Temperature comes first, then the k likeliest are kept, then of those the likeliest that
 * together have at least p, then those that have at least the given share of the likeliest; the order of
 * {@code transformers}.
 *
 * @param temperature what logits are divided by; 0 takes the likeliest token
 * @param topP from above 0 to 1; 1 keeps all
 * @param topK how many are kept; 0 keeps all
 * @param minP from 0 to below 1; 0 keeps all
 */
public record Sampling(double temperature, double topP, int topK, double minP) {
    /** The likeliest token each time. */
    public static final Sampling GREEDY = new Sampling(0);

    public Sampling {
        if (!(temperature >= 0 && temperature <= 1000)) {
            throw new IllegalArgumentException("temperature must be from 0 to 1000, not " + temperature);
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top-p must be above 0 and at most 1, not " + topP);
        }
        if (topK < 0) {
            throw new IllegalArgumentException("top-k must be 0 or more, not " + topK);
        }
        if (!(minP >= 0 && minP < 1)) {
            throw new IllegalArgumentException("min-p must be from 0 to below 1, not " + minP);
        }
    }

    /** From the whole distribution at a temperature. */
    public Sampling(double temperature) {
        this(temperature, 1, 0, 0);
    }
}
