package dev.assay.decoder.torch;

import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TokenLogProbs;
import java.util.stream.IntStream;

/**
 * The tokens of a batch whose log-probability is wanted.
 *
 * @param batch where they are
 * @param cells row times width plus column of each, ascending
 */
record ScoredTokens(TokenBatch batch, int[] cells) {
    static ScoredTokens of(TokenBatch batch, boolean[][] scored) {
        if (scored.length != batch.rows()) {
            throw new IllegalArgumentException(scored.length + " rows of flags for " + batch.rows() + " of tokens");
        }
        IntStream.Builder cells = IntStream.builder();
        for (int r = 0; r < batch.rows(); r++) {
            if (scored[r].length != batch.width()) {
                throw new IllegalArgumentException(
                        scored[r].length + " flags for " + batch.width() + " tokens in row " + r);
            }
            for (int t = 0; t < batch.width(); t++) {
                if (scored[r][t]) {
                    if (!batch.isPredicted(r, t)) {
                        throw new IllegalArgumentException(
                                "the token at row " + r + ", column " + t + " has nothing before it that predicts it");
                    }
                    cells.add(r * batch.width() + t);
                }
            }
        }
        return new ScoredTokens(batch, cells.build().toArray());
    }

    int count() {
        return cells.length;
    }

    /** Where the hidden states are that predict them. */
    long[] predecessors() {
        return IntStream.of(cells).mapToLong(cell -> cell - 1L).toArray();
    }

    /** Their ids. */
    long[] targets() {
        return IntStream.of(cells)
                .mapToLong(cell -> batch.id(cell / batch.width(), cell % batch.width()))
                .toArray();
    }

    /** Puts a value for each back into the batch's shape. */
    TokenLogProbs spread(float[] logProbs, float[] entropies) {
        return new TokenLogProbs(spread(logProbs), spread(entropies));
    }

    private float[][] spread(float[] values) {
        float[][] spread = new float[batch.rows()][batch.width()];
        for (int i = 0; i < cells.length; i++) {
            spread[cells[i] / batch.width()][cells[i] % batch.width()] = values[i];
        }
        return spread;
    }

    /** Takes a value for each out of the batch's shape. */
    float[] gather(float[][] values) {
        float[] gathered = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            gathered[i] = values[cells[i] / batch.width()][cells[i] % batch.width()];
        }
        return gathered;
    }
}
