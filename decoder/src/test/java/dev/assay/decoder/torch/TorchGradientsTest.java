package dev.assay.decoder.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.decoder.Checkpoints;
import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.checkpoint.TensorShape;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.Precision;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TrainingPass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same loss by other ways gives the same gradients. */
class TorchGradientsTest {
    private static final double LARGEST = 1e9;

    private static final List<int[]> SEQUENCES = sequences(3, 30, 12, 7, 19);

    @ParameterizedTest
    @MethodSource("dev.assay.decoder.Checkpoints#languageModels")
    void gradientsDoNotDependOnPackingPaddingOrCheckpointing(String name) {
        TokenBatch padded = TokenBatch.padded(SEQUENCES);
        TokenBatch oneRow = TokenBatch.packed(List.of(SEQUENCES));
        TokenBatch twoRows = TokenBatch.packed(List.of(SEQUENCES.subList(0, 2), SEQUENCES.subList(2, 5)));
        Map<String, float[]> alone = steps(name, Precision.FLOAT32, false, each());
        for (boolean checkpointing : new boolean[] {false, true}) {
            for (TokenBatch batch : List.of(padded, oneRow, twoRows)) {
                assertSameSteps(steps(name, Precision.FLOAT32, checkpointing, List.of(batch)), alone, 1e-4);
            }
        }
    }

    @Test
    void mixedPrecisionKeepsItsWeightsInFloat32AndItsGradientsNearTheExactOnes() {
        Checkpoints.assumeTorch();
        TorchOptions mixed = new TorchOptions("cpu", Precision.MIXED_BFLOAT16);
        try (Checkpoint checkpoint = Checkpoint.open(Checkpoints.directory("tiny-qwen2"));
                TorchTransformer model = TorchTransformer.load(checkpoint, mixed)) {
            for (TensorShape shape : model.architecture().tensors()) {
                assertThat(numbers(model, shape)).isEqualTo(numbers(checkpoint, shape));
            }
        }
        Map<String, float[]> exact = steps("tiny-qwen2", Precision.FLOAT32, false, each());
        for (boolean checkpointing : new boolean[] {false, true}) {
            steps("tiny-qwen2", Precision.MIXED_BFLOAT16, checkpointing, each()).forEach((tensor, step) -> {
                // The cosine between the two directions.
                float[] expected = exact.getOrDefault(tensor, new float[0]);
                assertThat(dot(step, expected) / Math.sqrt(dot(step, step) * dot(expected, expected)))
                        .as(tensor)
                        .isGreaterThan(0.98);
            });
        }
    }

    @Test
    void aStepTooSmallForBfloat16IsNotLost() {
        Checkpoints.assumeTorch();
        TorchOptions mixed = new TorchOptions("cpu", Precision.MIXED_BFLOAT16);
        try (TorchTransformer model = Checkpoints.load(Checkpoints.directory("tiny-qwen2"), mixed);
                Optimizer optimizer = model.optimizer(new AdamW(0.9, 0.999, 1e-8, 0))) {
            TensorShape norm = new TensorShape("model.norm.weight", List.of(64L));
            float[] before = numbers(model, norm);
            for (int i = 0; i < 20; i++) {
                back(model, TokenBatch.padded(SEQUENCES), false);
                optimizer.step(1e-5, LARGEST);
            }
            float[] after = numbers(model, norm);
            // Near 1 bfloat16 has steps of 1/128; twenty steps of 1e-5 add up all the same.
            double moved = IntStream.range(0, before.length)
                    .mapToDouble(i -> Math.abs(after[i] - before[i]))
                    .average()
                    .orElse(0);
            assertThat(moved).isBetween(5e-5, 3e-4);
        }
    }

    private static List<TokenBatch> each() {
        return SEQUENCES.stream()
                .map(sequence -> TokenBatch.padded(List.of(sequence)))
                .toList();
    }

    /**
     * What one step of gradient descent takes off the weights: beta1 and beta2 of 0 and a large epsilon leave it plain.
     */
    private static Map<String, float[]> steps(
            String name, Precision precision, boolean checkpointing, List<TokenBatch> batches) {
        try (TorchTransformer model =
                        Checkpoints.load(Checkpoints.directory(name), new TorchOptions("cpu", precision));
                Optimizer optimizer = model.optimizer(new AdamW(0, 0, LARGEST, 0))) {
            Map<String, float[]> before = new LinkedHashMap<>();
            List<TensorShape> tensors = model.architecture().tensors();
            tensors.forEach(shape -> before.put(shape.name(), numbers(model, shape)));
            batches.forEach(batch -> back(model, batch, checkpointing));
            optimizer.step(LARGEST, Double.POSITIVE_INFINITY);
            Map<String, float[]> steps = new LinkedHashMap<>();
            for (TensorShape shape : tensors) {
                float[] after = numbers(model, shape);
                float[] old = before.getOrDefault(shape.name(), after);
                for (int i = 0; i < after.length; i++) {
                    after[i] -= old[i];
                }
                steps.put(shape.name(), after);
            }
            return steps;
        }
    }

    private static void back(TorchTransformer model, TokenBatch batch, boolean checkpointing) {
        boolean[][] scored = new boolean[batch.rows()][batch.width()];
        float[][] derivatives = new float[batch.rows()][batch.width()];
        for (int r = 0; r < batch.rows(); r++) {
            for (int t = 0; t < batch.width(); t++) {
                scored[r][t] = batch.isPredicted(r, t);
                // By token and position, so that it is the same wherever the sequence lies.
                derivatives[r][t] = 0.01f * (batch.id(r, t) % 7 - 3 + batch.position(r, t) % 3);
            }
        }
        try (TrainingPass pass = model.train(batch, scored, checkpointing)) {
            pass.backward(derivatives);
        }
    }

    private static void assertSameSteps(Map<String, float[]> actual, Map<String, float[]> expected, double tolerance) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((tensor, step) -> {
            float[] other = expected.getOrDefault(tensor, new float[0]);
            double size = Math.sqrt(dot(other, other) / other.length);
            assertThat(size).as(tensor).isPositive();
            float[] difference = step.clone();
            for (int i = 0; i < difference.length; i++) {
                difference[i] -= other[i];
            }
            assertThat(Math.sqrt(dot(difference, difference) / difference.length) / size)
                    .as(tensor)
                    .isCloseTo(0, within(tolerance));
        });
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }

    private static float[] numbers(TorchTransformer model, TensorShape shape) {
        float[] numbers = new float[(int) shape.size()];
        model.weights(shape.name()).read(0, numbers, numbers.length);
        return numbers;
    }

    private static float[] numbers(Checkpoint checkpoint, TensorShape shape) {
        float[] numbers = new float[(int) shape.size()];
        checkpoint.weights(shape.name()).read(0, numbers, numbers.length);
        return numbers;
    }

    private static List<int[]> sequences(int... lengths) {
        SplittableRandom random = new SplittableRandom(11);
        return IntStream.of(lengths)
                .mapToObj(length -> random.ints(length, 0, 512).toArray())
                .toList();
    }
}
