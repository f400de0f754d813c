package dev.assay.model.training;

import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.Transformer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Scores of many sequences, computed with others of their length. */
final class SequenceScores {
    private SequenceScores() {}

    /**
     * The first value of the head at the end of each sequence.
     *
     * @param cells how many tokens, padding included, are computed at a time
     */
    static double[] of(Transformer model, List<int[]> sequences, int cells) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, sequences.size()).boxed().toList());
        order.sort(Comparator.comparingInt(i -> sequences.get(i).length));
        double[] scores = new double[sequences.size()];
        int from = 0;
        while (from < order.size()) {
            int to = from + 1;
            while (to < order.size() && (long) (to + 1 - from) * sequences.get(order.get(to)).length <= cells) {
                to++;
            }
            List<Integer> part = order.subList(from, to);
            TokenBatch batch =
                    TokenBatch.padded(part.stream().map(sequences::get).toList());
            float[][] values = model.headAt(batch, batch.lastTokens());
            for (int i = 0; i < part.size(); i++) {
                scores[part.get(i)] = values[i][0];
            }
            from = to;
        }
        return scores;
    }
}
