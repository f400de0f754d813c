package dev.assay.model.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Which examples make a step, and which of them are computed together. */
final class StepBatches {
    private final List<TrainingExample> examples;
    private final int perStep;
    private final int cells;

    /** At most so many examples a step, and so many tokens, padding included, in what is computed at a time. */
    StepBatches(List<TrainingExample> examples, int perStep, int cells) {
        this.examples = examples;
        this.perStep = perStep;
        this.cells = cells;
    }

    int stepsPerEpoch() {
        return (examples.size() + perStep - 1) / perStep;
    }

    /** The steps of an epoch, shuffled by seed and epoch. */
    List<List<TrainingExample>> epoch(long seed, int epoch) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
        List<TrainingExample> order = new ArrayList<>(examples);
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            TrainingExample other = order.set(j, order.get(i));
            order.set(i, other);
        }
        List<List<TrainingExample>> steps = new ArrayList<>();
        for (int from = 0; from < order.size(); from += perStep) {
            steps.add(order.subList(from, Math.min(order.size(), from + perStep)));
        }
        return steps;
    }

    /** Cuts a step into parts of neighbours in length; an example that is too long by itself makes one alone. */
    List<List<TrainingExample>> parts(List<TrainingExample> step) {
        List<TrainingExample> sorted = new ArrayList<>(step);
        sorted.sort(Comparator.comparingInt(TrainingExample::longest));
        List<List<TrainingExample>> parts = new ArrayList<>();
        List<TrainingExample> part = new ArrayList<>();
        int rows = 0;
        for (TrainingExample example : sorted) {
            int more = rows + example.sequences().size();
            if (!part.isEmpty() && (long) more * example.longest() > cells) {
                parts.add(part);
                part = new ArrayList<>();
                more = example.sequences().size();
            }
            part.add(example);
            rows = more;
        }
        parts.add(part);
        return parts;
    }
}
