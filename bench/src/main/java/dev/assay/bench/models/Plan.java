package dev.assay.bench.models;

import dev.assay.decoder.model.TokenBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How texts become batches. */
enum Plan {
    /** As they come, sequence behind sequence, up to 4096 tokens. */
    PACKED,
    /** Neighbours in length together, padded, up to 4096 tokens with padding. */
    BUCKETS,
    /** As they come, eight at a time, padded: what the peer does. */
    ARRIVAL;

    private static final int TOKENS = 4096;
    private static final int ROWS = 8;

    List<TokenBatch> batches(List<int[]> texts) {
        List<int[]> order = new ArrayList<>(texts);
        if (this == BUCKETS) {
            order.sort(Comparator.comparingInt(text -> text.length));
        }
        List<TokenBatch> batches = new ArrayList<>();
        List<int[]> batch = new ArrayList<>();
        for (int[] text : order) {
            if (!batch.isEmpty() && !fits(batch, text)) {
                batches.add(batch(batch));
                batch.clear();
            }
            batch.add(text);
        }
        batches.add(batch(batch));
        return batches;
    }

    private boolean fits(List<int[]> batch, int[] text) {
        return switch (this) {
            case PACKED -> batch.stream().mapToInt(one -> one.length).sum() + text.length <= TOKENS;
            case BUCKETS -> (batch.size() + 1) * text.length <= TOKENS;
            case ARRIVAL -> batch.size() < ROWS;
        };
    }

    private TokenBatch batch(List<int[]> texts) {
        return this == PACKED ? TokenBatch.packed(List.of(texts)) : TokenBatch.padded(texts);
    }
}
