package dev.assay.decoder.generation;

import dev.assay.decoder.checkpoint.Head;
import dev.assay.decoder.model.Decoding;
import dev.assay.decoder.model.Transformer;
import dev.assay.decoder.text.Tokenizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Continues prompts, many at a time: a sequence that is finished leaves the batch at once, and when half of the places
 * are free, waiting ones come in.
 */
public final class Generator {
    /** Prompts are read in pieces of so many tokens, padding included. */
    private static final int TOKENS_AT_ONCE = 1 << 14;

    private final Transformer model;
    private final Tokenizer tokenizer;
    private final int places;

    /**
     * A generator over a model, which stays its owner's.
     *
     * @param places how many sequences are worked on at a time, 1 or more
     */
    public Generator(Transformer model, Tokenizer tokenizer, int places) {
        if (places < 1) {
            throw new IllegalArgumentException("places must be 1 or more, not " + places);
        }
        if (!(model.architecture().head() instanceof Head.LanguageModel)) {
            throw new IllegalArgumentException("a classification model does not generate");
        }
        this.model = model;
        this.tokenizer = tokenizer;
        this.places = places;
    }

    /** Continues each prompt; answers are in the order of the requests. */
    public List<Generation> generate(List<GenerationRequest> requests) {
        List<Growing> all = new ArrayList<>();
        for (GenerationRequest request : requests) {
            if (request.prompt().length > model.architecture().contextLength()) {
                throw new IllegalArgumentException("a prompt of " + request.prompt().length
                        + " tokens; the model's context is "
                        + model.architecture().contextLength());
            }
            all.add(new Growing(request, tokenizer, model.architecture().contextLength()));
        }
        // Neighbours in length share a batch, so that little of it is padding.
        Deque<Growing> waiting = new ArrayDeque<>(all.stream()
                .filter(growing -> !growing.isFull())
                .sorted(Comparator.comparingInt(
                        (Growing growing) -> -growing.request().prompt().length))
                .toList());
        run(waiting);
        return all.stream().map(Growing::finished).toList();
    }

    private void run(Deque<Growing> waiting) {
        List<Growing> running = new ArrayList<>();
        Optional<Decoding> decoding = Optional.empty();
        try {
            while (!waiting.isEmpty() || !running.isEmpty()) {
                while (!waiting.isEmpty() && running.size() <= places / 2) {
                    decoding = Optional.of(admit(waiting, running, decoding));
                }
                Decoding batch = decoding.orElseThrow();
                int[] next = pick(batch, running);
                float[] logProbs = batch.logProbs(next);
                List<Growing> before = List.copyOf(running);
                int[] alive = IntStream.range(0, next.length)
                        .filter(row -> before.get(row).add(next[row], logProbs[row]))
                        .toArray();
                running = new ArrayList<>(
                        Arrays.stream(alive).mapToObj(before::get).toList());
                if (alive.length == 0) {
                    batch.close();
                    decoding = Optional.empty();
                    continue;
                }
                if (alive.length < next.length) {
                    batch.keep(alive);
                }
                batch.append(Arrays.stream(alive).map(row -> next[row]).toArray());
            }
        } finally {
            decoding.ifPresent(Decoding::close);
        }
    }

    private Decoding admit(Deque<Growing> waiting, List<Growing> running, Optional<Decoding> decoding) {
        List<Growing> fresh = new ArrayList<>();
        int width = waiting.element().request().prompt().length;
        while (!waiting.isEmpty()
                && running.size() + fresh.size() < places
                && (fresh.isEmpty() || (fresh.size() + 1L) * width <= TOKENS_AT_ONCE)) {
            fresh.add(waiting.remove());
        }
        Decoding more = model.decode(
                fresh.stream().map(growing -> growing.request().prompt()).toList());
        running.addAll(fresh);
        if (decoding.isEmpty()) {
            return more;
        }
        decoding.get().join(more);
        return decoding.get();
    }

    private static int[] pick(Decoding decoding, List<Growing> running) {
        boolean greedy = running.stream()
                .allMatch(growing -> growing.request().sampling().temperature() == 0);
        if (greedy) {
            return decoding.likeliest();
        }
        float[][] logits = decoding.logits();
        return IntStream.range(0, logits.length)
                .map(row -> running.get(row).draw(logits[row]))
                .toArray();
    }
}
