package dev.assay.decoder.generation;

import dev.assay.decoder.generation.Generation.Finish;
import dev.assay.decoder.text.Tokenizer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** A request and what has come of it so far. */
final class Growing {
    private final GenerationRequest request;
    private final Tokenizer tokenizer;
    private final SplittableRandom random;
    private final GrowingText watched;
    private final int most;
    private int[] tokens = new int[16];
    private float[] logProbs = new float[16];
    private int count;
    private boolean stopped;
    private OptionalInt textEnd = OptionalInt.empty();

    Growing(GenerationRequest request, Tokenizer tokenizer, int contextLength) {
        this.request = request;
        this.tokenizer = tokenizer;
        this.random = new SplittableRandom(request.seed());
        this.watched = new GrowingText(tokenizer, request.stopStrings());
        this.most = Math.min(request.maxTokens(), contextLength - request.prompt().length);
    }

    GenerationRequest request() {
        return request;
    }

    boolean isFull() {
        return count >= most;
    }

    int draw(float[] logits) {
        return Sampler.draw(logits, request.sampling(), random.nextDouble());
    }

    /** Takes a token; whether another one is wanted. */
    boolean add(int token, float logProb) {
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * count);
            logProbs = Arrays.copyOf(logProbs, 2 * count);
        }
        tokens[count] = token;
        logProbs[count++] = logProb;
        stopped = request.stopTokens().contains(token);
        if (!stopped) {
            textEnd = watched.add(token);
            stopped = textEnd.isPresent();
        }
        return !stopped && !isFull();
    }

    Generation finished() {
        int[] all = Arrays.copyOf(tokens, count);
        String text = textEnd.isPresent() ? watched.upTo(textEnd.getAsInt()) : tokenizer.decode(all, false);
        return new Generation(all, Arrays.copyOf(logProbs, count), text, stopped ? Finish.STOP : Finish.LENGTH);
    }
}
