package dev.assay.model.training;

import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.ScorePass;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.Transformer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Steps down a loss over a set of examples. */
final class TrainingLoop {
    private final Transformer model;
    private final Optimizer optimizer;
    private final Loss loss;
    private final Schedule schedule;
    private final StepBatches batches;

    /**
     * How examples become steps.
     *
     * @param epochs how often each example is seen
     * @param perStep examples in a step
     * @param cells tokens, padding included, that are computed at a time
     * @param rate of each step
     * @param clip the largest norm of a step's gradient; infinite for none
     * @param seed of the order
     * @param checkpointing whether activations are computed again on the way back
     */
    record Schedule(
            int epochs, int perStep, int cells, LearningRate rate, double clip, long seed, boolean checkpointing) {}

    /**
     * A step that was made.
     *
     * @param step from 1
     * @param of how many there will be
     * @param loss the mean over its examples; no number where the step was skipped for it
     * @param right the share of its examples on the right side: chosen above rejected, or the sign of the label
     * @param norm of the gradient, before it was clipped
     * @param rate the learning rate
     * @param tokens that were computed, without padding
     * @param skipped whether nothing was learnt because a loss or a gradient was no finite number
     */
    record Step(int step, int of, double loss, double right, double norm, double rate, long tokens, boolean skipped) {}

    /** Hears of every step. */
    interface Listener {
        void stepped(Step step) throws IOException;
    }

    TrainingLoop(Transformer model, Optimizer optimizer, Loss loss, Schedule schedule, List<TrainingExample> examples) {
        this.model = model;
        this.optimizer = optimizer;
        this.loss = loss;
        this.schedule = schedule;
        this.batches = new StepBatches(examples, schedule.perStep(), schedule.cells());
    }

    int steps() {
        return schedule.epochs() * batches.stepsPerEpoch();
    }

    /** Makes all steps, or those before somebody asks to stop; whether all were made. */
    boolean run(BooleanSupplier stopped, Listener listener) throws IOException {
        int step = 0;
        for (int epoch = 0; epoch < schedule.epochs(); epoch++) {
            for (List<TrainingExample> examples : batches.epoch(schedule.seed(), epoch)) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                listener.stepped(step(step++, examples));
            }
        }
        return true;
    }

    private Step step(int step, List<TrainingExample> examples) {
        double rate = schedule.rate().at(step, steps());
        double sum = 0;
        int right = 0;
        long tokens = 0;
        for (List<TrainingExample> part : batches.parts(examples)) {
            List<int[]> sequences = part.stream()
                    .flatMap(example -> example.sequences().stream())
                    .toList();
            tokens += sequences.stream().mapToLong(ids -> ids.length).sum();
            TokenBatch batch = TokenBatch.padded(sequences);
            try (ScorePass pass = model.trainScores(batch, batch.lastTokens(), schedule.checkpointing())) {
                float[][] derivatives =
                        new float[sequences.size()][model.architecture().head().width()];
                List<Loss.Value> values = values(part, pass.values(), derivatives, examples.size());
                if (!values.stream().allMatch(Loss.Value::isFinite)) {
                    optimizer.clear();
                    return new Step(step + 1, steps(), Double.NaN, 0, Double.NaN, rate, tokens, true);
                }
                sum += values.stream().mapToDouble(Loss.Value::loss).sum();
                right += right(part, pass.values());
                pass.backward(derivatives);
            }
        }
        double norm = optimizer.step(rate, schedule.clip());
        return new Step(
                step + 1,
                steps(),
                sum / examples.size(),
                (double) right / examples.size(),
                norm,
                rate,
                tokens,
                !Double.isFinite(norm));
    }

    /** The losses of some of a step's examples; their derivatives are those of the mean over the whole step. */
    private List<Loss.Value> values(List<TrainingExample> part, float[][] scores, float[][] derivatives, int inStep) {
        List<Loss.Value> values = new ArrayList<>();
        int row = 0;
        for (TrainingExample example : part) {
            double[] own = new double[loss.scores()];
            for (int i = 0; i < own.length; i++) {
                own[i] = scores[row + i][0];
            }
            Loss.Value value = loss.of(own, example.target());
            for (int i = 0; i < own.length; i++) {
                derivatives[row++][0] = (float) (value.derivatives()[i] / inStep);
            }
            values.add(value);
        }
        return values;
    }

    private int right(List<TrainingExample> part, float[][] scores) {
        int right = 0;
        int row = 0;
        for (TrainingExample example : part) {
            boolean above = switch (loss) {
                case PairwiseLoss _ -> scores[row][0] > scores[row + 1][0];
                case PointwiseLoss _ -> scores[row][0] > 0 == example.target() > 0.5;
            };
            right += above ? 1 : 0;
            row += loss.scores();
        }
        return right;
    }
}
