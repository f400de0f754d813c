package dev.assay.decoder.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.decoder.Checkpoints;
import dev.assay.decoder.checkpoint.TensorShape;
import dev.assay.decoder.checkpoint.WeightSource;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.ScorePass;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.Transformer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training passes of a classification model, against differences of its own scores. */
class TorchScorePassTest {
    private static final String MODEL = "tiny-qwen2-rm";
    /** How many gradients a step goes. */
    private static final double SCALE = 1e3;
    /** Different numbers for different texts, of both signs. */
    private static final float[] DERIVATIVES = {0.7f, -1.3f, 0.4f, 0.9f, -0.2f, 1.1f, -0.6f, 0.3f};

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void gradientsAreTheSlopesOfTheScores(boolean checkpointing) {
        try (TorchTransformer model = Checkpoints.load(MODEL)) {
            TokenBatch batch = batch();
            try (ScorePass pass = model.trainScores(batch, batch.lastTokens(), checkpointing)) {
                assertThat(pass.values()).isDeepEqualTo(model.headAt(batch, batch.lastTokens()));
                pass.backward(derivatives(batch));
            }
            List<TensorShape> tensors = model.architecture().tensors();
            double[] norms = tensors.stream()
                    .mapToDouble(tensor -> model.gradientNorm(tensor.name()))
                    .toArray();
            float[][] before =
                    tensors.stream().map(tensor -> numbers(model, tensor)).toArray(float[][]::new);
            // Without moments and with an epsilon above every gradient, AdamW's step is the gradient times a constant.
            try (Optimizer optimizer = model.optimizer(new AdamW(0, 0, 1e6, 0))) {
                optimizer.step(SCALE * 1e6, Double.POSITIVE_INFINITY);
            }
            float[][] after =
                    tensors.stream().map(tensor -> numbers(model, tensor)).toArray(float[][]::new);
            for (int i = 0; i < before.length; i++) {
                model.setWeights(tensors.get(i).name(), source(before[i]));
            }
            for (int i = 0; i < before.length; i++) {
                assertThat(norms[i]).as(tensors.get(i).name()).isPositive();
                double slope = slope(model, batch, tensors.get(i).name(), before[i], after[i], SCALE * norms[i]);
                assertThat(slope).as(tensors.get(i).name()).isCloseTo(norms[i], within(0.01 * norms[i]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scoresFollowTheirDerivatives(boolean checkpointing) {
        try (TorchTransformer model = Checkpoints.load(MODEL);
                Optimizer optimizer = model.optimizer(new AdamW())) {
            TokenBatch batch = batch();
            double before = weighed(model, batch);
            for (int step = 0; step < 5; step++) {
                try (ScorePass pass = model.trainScores(batch, batch.lastTokens(), checkpointing)) {
                    pass.backward(derivatives(batch));
                }
                optimizer.step(1e-3, 1);
            }
            assertThat(weighed(model, batch)).isLessThan(before - 1);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (TorchTransformer model = Checkpoints.load(MODEL);
                TorchTransformer language = Checkpoints.load("tiny-qwen2")) {
            TokenBatch batch = batch();
            assertThatThrownBy(() -> language.trainScores(batch, batch.lastTokens(), false))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> model.trainScores(batch, List.of(), false))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> model.trainScores(batch, List.of(new int[] {0, batch.width()}), false))
                    .isInstanceOf(IllegalArgumentException.class);
            try (ScorePass pass = model.trainScores(batch, batch.lastTokens(), false)) {
                assertThatThrownBy(() -> pass.backward(new float[1][1])).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> pass.backward(new float[batch.rows()][2]))
                        .isInstanceOf(IllegalArgumentException.class);
                pass.backward(derivatives(batch));
                assertThatThrownBy(() -> pass.backward(derivatives(batch))).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    private static TokenBatch batch() {
        return TokenBatch.padded(
                Checkpoints.list(Checkpoints.golden(MODEL).path("ids")).subList(0, 3));
    }

    private static float[][] derivatives(TokenBatch batch) {
        float[][] derivatives = new float[batch.rows()][1];
        for (int i = 0; i < derivatives.length; i++) {
            derivatives[i][0] = DERIVATIVES[i];
        }
        return derivatives;
    }

    private static double weighed(Transformer model, TokenBatch batch) {
        float[][] scores = model.headAt(batch, batch.lastTokens());
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += (double) DERIVATIVES[i] * scores[i][0];
        }
        return sum;
    }

    /** How steeply the weighed scores rise along the gradient: before minus after, which has the given length. */
    private static double slope(
            Transformer model, TokenBatch batch, String tensor, float[] before, float[] after, double length) {
        // As far as changes the scores enough for float32's rounding, and little enough for their curvature.
        double reach = Math.min(0.05, 0.01 / (length / SCALE));
        double[] sums = new double[2];
        for (int side = 0; side < 2; side++) {
            float[] moved = new float[before.length];
            double step = (side == 0 ? reach : -reach) / length;
            for (int i = 0; i < moved.length; i++) {
                moved[i] = (float) (before[i] + step * ((double) before[i] - after[i]));
            }
            model.setWeights(tensor, source(moved));
            sums[side] = weighed(model, batch);
        }
        model.setWeights(tensor, source(before));
        return (sums[0] - sums[1]) / (2 * reach);
    }

    private static float[] numbers(Transformer model, TensorShape tensor) {
        float[] numbers = new float[Math.toIntExact(tensor.size())];
        model.weights(tensor.name()).read(0, numbers, numbers.length);
        return numbers;
    }

    private static WeightSource source(float[] numbers) {
        return (from, into, count) -> System.arraycopy(numbers, Math.toIntExact(from), into, 0, count);
    }
}
