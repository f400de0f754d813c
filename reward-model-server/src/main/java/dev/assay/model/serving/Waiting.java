package dev.assay.model.serving;

import dev.assay.model.sequence.Reading.Sequence;

/**
 * An input in the queue.
 *
 * @param call whose it is
 * @param input its place in the call
 * @param sequence its tokens
 * @param since when it came, in nanoseconds of {@link System#nanoTime}
 */
record Waiting(Call call, int input, Sequence sequence, long since) {
    int tokens() {
        return sequence.ids().length;
    }

    void set(ModelScore score) {
        call.set(input, score);
    }
}
