package dev.assay.model.serving;

import dev.assay.model.sequence.ModelInput;
import dev.assay.model.sequence.Reading;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.model.sequence.SequenceModel;
import dev.assay.model.settings.BatchSettings;
import dev.assay.model.settings.ModelSettings;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One version of a model with its queue and the thread that computes its batches. When it is retired it takes no more,
 * ends what it has, and frees its memory.
 */
final class ServedModel {
    private static final Logger LOG = System.getLogger(ServedModel.class.getName());

    private final String name;
    private final String version;
    private final ModelSettings settings;
    private final SequenceModel model;
    private final BatchSettings batching;
    private final BatchPlan plan;
    private final Lock device;
    private final ScoringListener listener;
    private final Thread thread;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long queuedTokens;
    private boolean retired;

    /**
     * Starts to serve.
     *
     * @param device held while a batch is computed, so that models do not share its cores badly
     */
    ServedModel(
            String name,
            String version,
            ModelSettings settings,
            SequenceModel model,
            BatchSettings batching,
            Lock device,
            ScoringListener listener) {
        this.name = name;
        this.version = version;
        this.settings = settings;
        this.model = model;
        this.batching = batching;
        this.plan = new BatchPlan(batching, model.profile().maxTokens());
        this.device = device;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("reward-model-" + name).start(this::work);
    }

    String version() {
        return version;
    }

    ModelSettings settings() {
        return settings;
    }

    SequenceModel.Profile profile() {
        return model.profile();
    }

    Reading read(ModelInput input) {
        return model.read(input);
    }

    QueueLength queueLength() {
        lock.lock();
        try {
            return new QueueLength(queue.size(), queuedTokens);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the inputs of a call, all or none.
     *
     * @return empty where this version is retired and its successor must be asked
     * @throws AssayException OVERLOADED where too much waits already
     */
    Optional<Call> submit(List<ModelInput> inputs, Deadline deadline) {
        Call call = new Call(name, version, model.profile(), inputs.size(), deadline, listener);
        List<Waiting> arriving = new ArrayList<>(inputs.size());
        long now = System.nanoTime();
        for (int i = 0; i < inputs.size(); i++) {
            switch (read(inputs.get(i))) {
                case Sequence sequence -> arriving.add(new Waiting(call, i, sequence, now));
                case Reading.Refused(Outcome outcome, int tokens) -> call.set(i, ModelScore.without(outcome, tokens));
            }
        }
        lock.lock();
        try {
            if (retired) {
                return Optional.empty();
            }
            if (queue.size() + arriving.size() > batching.waiting()) {
                throw new AssayException(
                        ErrorCode.OVERLOADED,
                        "the model " + name + " has " + queue.size() + " inputs waiting, and " + batching.waiting()
                                + " is the most");
            }
            for (Waiting waiting : arriving) {
                queue.addLast(waiting);
                queuedTokens += waiting.tokens();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
        // Whoever goes away early, by cancelling or at the deadline, must not keep others waiting.
        var unused = call.future().whenComplete((_, failure) -> {
            if (failure != null || call.expired()) {
                forget(call);
            }
        });
        return Optional.of(call);
    }

    /** Takes no more; what waits is still computed, and then the memory is freed. */
    void retire() {
        lock.lock();
        try {
            retired = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends without computing what waits, whose callers get UNAVAILABLE. */
    void abandon() {
        List<Waiting> left;
        lock.lock();
        try {
            retired = true;
            left = List.copyOf(queue);
            queue.clear();
            queuedTokens = 0;
            changed.signal();
        } finally {
            lock.unlock();
        }
        left.forEach(waiting -> waiting.call()
                .fail(new AssayException(ErrorCode.UNAVAILABLE, "the model " + name + " is being stopped")));
    }

    /** Waits until the memory is freed. */
    void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                // A batch cannot be taken back, and freed memory must not be computed with.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(Call call) {
        lock.lock();
        try {
            queue.removeIf(waiting -> {
                boolean its = waiting.call() == call;
                queuedTokens -= its ? waiting.tokens() : 0;
                return its;
            });
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
                List<Waiting> wanted =
                        batch.stream().filter(waiting -> !waiting.call().over()).toList();
                if (!wanted.isEmpty()) {
                    compute(wanted);
                }
            }
        } finally {
            model.close();
        }
    }

    /** The next batch; empty when the model is retired and nothing waits. */
    private List<Waiting> next() {
        lock.lock();
        try {
            while (true) {
                if (queue.isEmpty()) {
                    if (retired) {
                        return List.of();
                    }
                    changed.awaitUninterruptibly();
                    continue;
                }
                long left = queue.getFirst().since() + batching.delay().toNanos() - System.nanoTime();
                if (left <= 0 || retired || plan.full(queue)) {
                    List<Waiting> batch = plan.take(queue);
                    batch.forEach(waiting -> queuedTokens -= waiting.tokens());
                    return batch;
                }
                await(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos) {
        try {
            var unused = changed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; should a library do so, the next round finds what there is.
            LOG.log(Level.DEBUG, "interrupted while waiting", e);
        }
    }

    private void compute(List<Waiting> batch) {
        long begun = System.nanoTime();
        float[][] logits;
        device.lock();
        try {
            begun = System.nanoTime();
            logits = logits(batch);
        } catch (Throwable e) {
            // Whatever it is: without this thread everybody would wait until their deadlines.
            LOG.log(Level.WARNING, "a batch of " + batch.size() + " inputs failed in the model " + name, e);
            apart(batch, e);
            return;
        } finally {
            device.unlock();
        }
        listener.computed(
                name,
                batch.size(),
                batch.stream().mapToLong(Waiting::tokens).sum(),
                Duration.ofNanos(begun - batch.getFirst().since()),
                Duration.ofNanos(System.nanoTime() - begun));
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).set(score(logits[i], batch.get(i).tokens()));
        }
    }

    /** One input must not cost its neighbours their scores. */
    private void apart(List<Waiting> batch, Throwable failure) {
        if (batch.size() > 1) {
            batch.forEach(waiting -> compute(List.of(waiting)));
        } else {
            Waiting only = batch.getFirst();
            only.set(ModelScore.without(
                    Outcome.failed(ReasonCode.THREW, "the model " + name + " failed: " + failure), only.tokens()));
        }
    }

    private float[][] logits(List<Waiting> batch) {
        List<Sequence> sequences = batch.stream().map(Waiting::sequence).toList();
        if (!batching.fixed()) {
            return model.logits(sequences);
        }
        int width = plan.width(batch.getFirst().tokens());
        return model.logits(sequences, plan.rows(width), width);
    }

    private ModelScore score(float[] values, int tokens) {
        List<Double> logits = new ArrayList<>(values.length);
        for (float value : values) {
            logits.add((double) value);
        }
        double score = settings.score().score(logits);
        return Double.isFinite(score)
                ? new ModelScore(Outcome.scored(score, ReasonCode.MODEL_SCORE, name + " " + version), logits, tokens)
                : ModelScore.without(Outcome.failed(ReasonCode.THREW, "the model " + name + " gives " + score), tokens);
    }
}
