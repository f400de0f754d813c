package dev.assay.decoder.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.torch.TorchModule.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** AdamW with its moments in float32 beside the weights. */
final class TorchOptimizer implements Optimizer {
    private final TorchTransformer model;
    private final AdamW settings;
    private final NDManager scope;
    private final List<NDArray> first = new ArrayList<>();
    private final List<NDArray> second = new ArrayList<>();
    private int steps;

    TorchOptimizer(TorchTransformer model, AdamW settings) {
        this.model = model;
        this.settings = settings;
        this.scope = model.manager().newSubManager();
        for (NDArray weight : model.weights()) {
            first.add(named("m[]", scope.zeros(weight.getShape(), DataType.FLOAT32)));
            second.add(named("v[]", scope.zeros(weight.getShape(), DataType.FLOAT32)));
        }
    }

    @Override
    public double step(double learningRate, double largestNorm) {
        if (!(learningRate >= 0) || Double.isInfinite(learningRate) || !(largestNorm > 0)) {
            throw new IllegalArgumentException(
                    "a step with learning rate " + learningRate + " and largest norm " + largestNorm);
        }
        return model.use(() -> {
            try (NDManager step = scope.newSubManager()) {
                List<Integer> learning = new ArrayList<>();
                List<NDArray> gradients = gradients(step, learning);
                if (gradients.isEmpty()) {
                    throw new IllegalStateException("no gradients: no pass has gone back since the last step");
                }
                double norm = clip(step, largestNorm, gradients);
                if (Double.isFinite(norm)) {
                    steps++;
                    update(step, learningRate, learning, gradients);
                }
                zero(gradients);
                return norm;
            }
        });
    }

    @Override
    public void clear() {
        model.use(() -> {
            try (NDManager step = scope.newSubManager()) {
                List<NDArray> gradients = gradients(step, new ArrayList<>());
                if (!gradients.isEmpty()) {
                    zero(gradients);
                }
                return gradients.size();
            }
        });
    }

    @Override
    public void close() {
        scope.close();
    }

    private List<NDArray> gradients(NDManager step, List<Integer> learning) {
        List<NDArray> gradients = new ArrayList<>();
        for (int i = 0; i < model.weights().size(); i++) {
            Optional<NDArray> gradient = model.gradient(i, step);
            if (gradient.isPresent()) {
                gradients.add(named("g[]", gradient.get()));
                learning.add(i);
            }
        }
        return gradients;
    }

    private double clip(NDManager step, double largestNorm, List<NDArray> gradients) {
        List<NDArray> arguments = new ArrayList<>(List.of(step.create((float) largestNorm)));
        arguments.addAll(gradients);
        return model.module().call(Purpose.WRITE, "clip", arguments).getFirst().getFloat();
    }

    private void update(NDManager step, double learningRate, List<Integer> learning, List<NDArray> gradients) {
        List<NDArray> arguments = new ArrayList<>(List.of(step.create(new double[] {
            learningRate,
            settings.beta1(),
            settings.beta2(),
            settings.epsilon(),
            settings.weightDecay(),
            1 - Math.pow(settings.beta1(), steps),
            Math.sqrt(1 - Math.pow(settings.beta2(), steps))
        })));
        learning.forEach(i -> arguments.add(model.weights().get(i)));
        arguments.addAll(gradients);
        learning.forEach(i -> arguments.add(first.get(i)));
        learning.forEach(i -> arguments.add(second.get(i)));
        model.module().call(Purpose.WRITE, "adamw", arguments);
    }

    private void zero(List<NDArray> gradients) {
        model.module().call(Purpose.WRITE, "zero", gradients);
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }
}
