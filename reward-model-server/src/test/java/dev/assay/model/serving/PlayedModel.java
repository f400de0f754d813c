package dev.assay.model.serving;

import dev.assay.model.sequence.ModelInput;
import dev.assay.model.sequence.Reading;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.model.sequence.SequenceModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A model that scores an input with the sum of its ids, when it is let; the id 13 breaks its batch. */
final class PlayedModel implements SequenceModel {
    static final int BREAKING = 13;
    static final int NOT_A_NUMBER = 14;

    final Semaphore permits = new Semaphore(0);
    final Semaphore begun = new Semaphore(0);
    final CountDownLatch closed = new CountDownLatch(1);
    final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    final List<String> shapes = Collections.synchronizedList(new ArrayList<>());

    /** One that computes whenever it is asked. */
    static PlayedModel free() {
        PlayedModel model = new PlayedModel();
        model.permits.release(Integer.MAX_VALUE / 2);
        return model;
    }

    @Override
    public Profile profile() {
        return new Profile("Played", List.of("only"), 1000, 1);
    }

    @Override
    public Reading read(ModelInput input) {
        return switch (input) {
            case ModelInput.Tokens(int[] ids) ->
                ids.length > 1000 ? Reading.tooLong(ids.length, 1000) : new Sequence(ids);
            case ModelInput.Text _, ModelInput.Chat _, ModelInput.Pair _ -> Reading.unreadable("only tokens");
        };
    }

    @Override
    public float[][] logits(List<Sequence> sequences, int rows, int width) {
        begun.release();
        permits.acquireUninterruptibly();
        batches.add(sequences.stream().map(sequence -> sequence.ids().length).toList());
        shapes.add(rows + "x" + width);
        if (sequences.stream().anyMatch(sequence -> sequence.ids()[0] == BREAKING)) {
            throw new IllegalStateException("unlucky");
        }
        return sequences.stream()
                .map(sequence -> new float[] {
                    sequence.ids()[0] == NOT_A_NUMBER
                            ? Float.NaN
                            : Arrays.stream(sequence.ids()).sum()
                })
                .toArray(float[][]::new);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
