package dev.assay.model.serving;

import dev.assay.model.sequence.SequenceModel.Profile;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The inputs of one call on their way. It ends when each has its score, at its deadline, or when its caller is gone.
 */
final class Call {
    private final String model;
    private final String version;
    private final Profile profile;
    private final Deadline deadline;
    private final ScoringListener listener;
    private final long begun = System.nanoTime();
    private final AtomicReferenceArray<ModelScore> scores;
    private final AtomicInteger open;
    private final CompletableFuture<ModelScores> future = new CompletableFuture<>();
    private volatile boolean expired;

    Call(String model, String version, Profile profile, int inputs, Deadline deadline, ScoringListener listener) {
        this.model = model;
        this.version = version;
        this.profile = profile;
        this.deadline = deadline;
        this.listener = listener;
        this.scores = new AtomicReferenceArray<>(inputs);
        this.open = new AtomicInteger(inputs);
        if (inputs == 0) {
            end();
        }
    }

    CompletableFuture<ModelScores> future() {
        return future;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Whether nobody waits for it any more. */
    boolean over() {
        return future.isDone();
    }

    /** Whether it ended at its deadline, possibly with inputs still in the queue. */
    boolean expired() {
        return expired;
    }

    /** Sets the score of an input that has none yet. */
    void set(int input, ModelScore score) {
        if (scores.compareAndSet(input, null, score)) {
            listener.ended(model, score.outcome(), Duration.ofNanos(System.nanoTime() - begun));
            if (open.decrementAndGet() == 0) {
                end();
            }
        }
    }

    /** The deadline has passed: inputs without a score get none. */
    void expire() {
        expired = true;
        for (int i = 0; i < scores.length(); i++) {
            set(i, ModelScore.without(Outcome.timeout(ReasonCode.DEADLINE, model + " did not come to it in time"), 0));
        }
    }

    /** The model ends before the call does. */
    void fail(AssayException why) {
        future.completeExceptionally(why);
    }

    private void end() {
        List<ModelScore> all = new ArrayList<>(scores.length());
        for (int i = 0; i < scores.length(); i++) {
            all.add(scores.get(i));
        }
        future.complete(new ModelScores(model, version, all, profile.labels()));
    }
}
