package dev.assay.decoder.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.decoder.Checkpoints;
import dev.assay.decoder.checkpoint.Architecture;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Decoding;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.Precision;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TokenLogProbs;
import dev.assay.decoder.model.TrainingPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchTransformerTest {
    @ParameterizedTest
    @MethodSource("dev.assay.decoder.Checkpoints#languageModels")
    void aSequenceHasTheSameLogProbabilitiesAlonePaddedAndPacked(String name) {
        try (TorchTransformer model = Checkpoints.load(name)) {
            List<int[]> sequences = sequences(3, 30, 12, 7, 1, 19);
            TokenBatch padded = TokenBatch.padded(sequences);
            TokenBatch packed = TokenBatch.packed(List.of(sequences.subList(0, 3), sequences.subList(3, 6)));
            float[][] inPadded = all(model, padded);
            float[] inPacked = flat(packed, all(model, packed));
            List<Float> alone = new ArrayList<>();
            for (int[] sequence : sequences) {
                TokenBatch one = TokenBatch.padded(List.of(sequence));
                for (float logProb : flat(one, all(model, one))) {
                    alone.add(logProb);
                }
            }
            float[] together = flat(padded, inPadded);
            assertThat(together).hasSize(3 + 30 + 12 + 7 + 1 + 19 - 6);
            for (int i = 0; i < together.length; i++) {
                assertThat(together[i]).isCloseTo(alone.get(i), within(1e-4f));
                assertThat(inPacked[i]).isCloseTo(alone.get(i), within(1e-4f));
            }
        }
    }

    /** Two of the three models have a head of their own: a tied head can hide a wrong cache behind repetition. */
    @ParameterizedTest
    @MethodSource("dev.assay.decoder.Checkpoints#languageModels")
    void theCacheGivesTheLogitsOfAForwardWithoutOne(String name) {
        try (TorchTransformer model = Checkpoints.load(name)) {
            List<int[]> sequences = new ArrayList<>(sequences(5, 40, 1));
            SplittableRandom random = new SplittableRandom(3);
            try (Decoding decoding = model.decode(sequences)) {
                for (int step = 0; step < 90; step++) {
                    if (step == 20) {
                        decoding.keep(new int[] {2, 0});
                        sequences = new ArrayList<>(List.of(sequences.get(2), sequences.get(0)));
                    }
                    if (step == 30) {
                        List<int[]> more = sequences(60, 3);
                        decoding.join(model.decode(more));
                        sequences.addAll(more);
                    }
                    if (step % 15 == 0 || step == 31) {
                        assertSameLogits(model, sequences, decoding.logits());
                    }
                    int[] next = random.ints(sequences.size(), 0, 512).toArray();
                    float[] logProbs = decoding.logProbs(next);
                    assertThat(logProbs).hasSize(next.length);
                    decoding.append(next);
                    for (int i = 0; i < next.length; i++) {
                        int[] longer = Arrays.copyOf(sequences.get(i), sequences.get(i).length + 1);
                        longer[longer.length - 1] = next[i];
                        sequences.set(i, longer);
                    }
                }
                assertSameLogits(model, sequences, decoding.logits());
            }
        }
    }

    @Test
    void logProbabilitiesAndEntropiesAreThoseOfTheLogits() {
        try (TorchTransformer model = Checkpoints.load("tiny-llama")) {
            TokenBatch batch = TokenBatch.padded(sequences(2));
            double[] logits = new double[512];
            float[] given = model.headAt(batch, List.of(new int[] {0, 0}))[0];
            double sum = 0;
            for (int i = 0; i < 512; i++) {
                logits[i] = given[i];
                sum += Math.exp(logits[i]);
            }
            double entropy = 0;
            for (double logit : logits) {
                entropy -= Math.exp(logit) / sum * (logit - Math.log(sum));
            }
            TokenLogProbs values = model.logProbs(batch, batch.predicted());
            assertThat((double) values.logProbs()[0][1])
                    .isCloseTo(logits[batch.id(0, 1)] - Math.log(sum), within(1e-4));
            assertThat((double) values.entropies()[0][1]).isCloseTo(entropy, within(1e-4));
        }
    }

    @Test
    void gradientsOfTwoPassesAddUp() {
        try (TorchTransformer model = Checkpoints.load("tiny-qwen3")) {
            TokenBatch both = TokenBatch.padded(sequences(9, 14));
            back(model, both, false);
            double together = model.gradientNorm("model.layers.0.mlp.up_proj.weight");
            try (Optimizer optimizer = model.optimizer(new AdamW())) {
                optimizer.clear();
                for (int[] sequence : sequences(9, 14)) {
                    back(model, TokenBatch.padded(List.of(sequence)), true);
                }
                assertThat(model.gradientNorm("model.layers.0.mlp.up_proj.weight"))
                        .isCloseTo(together, within(1e-4 * together));
                optimizer.clear();
                assertThat(model.gradientNorm("model.layers.0.mlp.up_proj.weight"))
                        .isZero();
            }
        }
    }

    @Test
    void halfTheBitsGiveNearlyTheSameLogProbabilities() {
        Checkpoints.assumeTorch();
        for (Precision precision : new Precision[] {Precision.BFLOAT16, Precision.MIXED_BFLOAT16}) {
            try (TorchTransformer exact = Checkpoints.load("tiny-qwen3");
                    TorchTransformer narrow =
                            Checkpoints.load(Checkpoints.directory("tiny-qwen3"), new TorchOptions("cpu", precision))) {
                TokenBatch batch = TokenBatch.padded(sequences(30, 9));
                float[] expected = flat(batch, all(exact, batch));
                float[] actual = flat(batch, all(narrow, batch));
                double difference = 0;
                for (int i = 0; i < expected.length; i++) {
                    difference += Math.abs(expected[i] - actual[i]) / expected.length;
                }
                assertThat(difference).isBetween(1e-6, 0.1);
                try (Decoding decoding = narrow.decode(sequences(4))) {
                    decoding.append(decoding.likeliest());
                    assertThat(decoding.logits()[0]).hasSize(512);
                }
                float[] numbers = new float[8];
                narrow.weights(Architecture.FINAL_NORM).read(0, numbers, 8);
                assertThat(numbers).isNotEqualTo(new float[8]);
            }
        }
    }

    @Test
    void mixedPrecisionLearns() {
        Checkpoints.assumeTorch();
        try (TorchTransformer model = Checkpoints.load(
                        Checkpoints.directory("tiny-qwen2"), new TorchOptions("cpu", Precision.MIXED_BFLOAT16));
                Optimizer optimizer = model.optimizer(new AdamW())) {
            TokenBatch batch = TokenBatch.padded(sequences(30));
            double before = sum(all(model, batch));
            for (int step = 0; step < 5; step++) {
                back(model, batch, step % 2 == 0);
                optimizer.step(0.01, 1);
            }
            assertThat(sum(all(model, batch))).isGreaterThan(before + 10);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingNativeSeesIt() {
        try (TorchTransformer model = Checkpoints.load("tiny-qwen2")) {
            TokenBatch outside = TokenBatch.padded(List.of(new int[] {1, 512}));
            TokenBatch batch = TokenBatch.padded(sequences(4));
            refused(() -> model.headAt(outside, List.of(new int[] {0, 0})));
            refused(() -> model.headAt(TokenBatch.padded(List.of(new int[] {-1})), List.of()));
            refused(() -> model.headAt(batch, List.of(new int[] {0, 4})));
            refused(() -> model.headAt(TokenBatch.padded(sequences(2, 4)), List.of(new int[] {0, 3})));
            refused(() -> TokenBatch.of(new int[1][3], new int[1][3], new int[1][3]));
            refused(() -> TokenBatch.of(new int[1][3], new int[][] {{1, 2, 1}}, new int[1][3]));
            refused(() -> TokenBatch.of(new int[0][], new int[0][], new int[0][]));
            refused(() -> model.logProbs(batch, new boolean[2][4]));
            refused(() -> model.logProbs(batch, new boolean[][] {{true, false, false, false}}));
            refused(() -> model.train(batch, new boolean[1][4], false));
            refused(() -> model.decode(List.of(new int[] {700})));
            refused(() -> model.decode(List.of()));
            refused(() -> TokenBatch.padded(List.of(new int[0])));
            refused(() -> model.weights("nonsense"));
            refused(() -> model.optimizer(new AdamW(2, 0.9, 0, 0)));
            refused(() -> new TorchOptions("tpu", Precision.FLOAT32));
            try (Decoding decoding = model.decode(sequences(4, 5))) {
                refused(() -> decoding.append(new int[] {1}));
                refused(() -> decoding.append(new int[] {1, 512}));
                refused(() -> decoding.keep(new int[] {2}));
                refused(() -> decoding.join(decoding));
            }
            try (TrainingPass pass = model.train(batch, batch.predicted(), false)) {
                refused(() -> pass.backward(new float[1][3]));
                pass.backward(new float[1][4]);
                assertThatThrownBy(() -> pass.backward(new float[1][4])).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void aClosedModelAnswersAndDoesNotCrash() {
        TorchTransformer model = Checkpoints.load("tiny-qwen2");
        Decoding decoding = model.decode(sequences(4));
        TokenBatch batch = TokenBatch.padded(sequences(4));
        TrainingPass pass = model.train(batch, batch.predicted(), true);
        Optimizer optimizer = model.optimizer(new AdamW());
        model.close();
        model.close();
        assertThatThrownBy(() -> all(model, batch)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(decoding::logits).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pass.backward(new float[1][4])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> optimizer.step(1, 1)).isInstanceOf(IllegalStateException.class);
        decoding.close();
        pass.close();
        optimizer.close();
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }

    private static void back(TorchTransformer model, TokenBatch batch, boolean checkpointing) {
        float[][] derivatives = new float[batch.rows()][batch.width()];
        for (float[] row : derivatives) {
            Arrays.fill(row, -1);
        }
        try (TrainingPass pass = model.train(batch, batch.predicted(), checkpointing)) {
            pass.backward(derivatives);
        }
    }

    private static void assertSameLogits(TorchTransformer model, List<int[]> sequences, float[][] logits) {
        for (int i = 0; i < sequences.size(); i++) {
            TokenBatch one = TokenBatch.padded(List.of(sequences.get(i)));
            float[] expected = model.headAt(one, one.lastTokens())[0];
            for (int v = 0; v < expected.length; v++) {
                assertThat(logits[i][v]).isCloseTo(expected[v], within(1e-4f));
            }
        }
    }

    private static List<int[]> sequences(int... lengths) {
        SplittableRandom random = new SplittableRandom(11);
        return Arrays.stream(lengths)
                .mapToObj(length -> random.ints(length, 0, 512).toArray())
                .toList();
    }

    private static float[][] all(TorchTransformer model, TokenBatch batch) {
        return model.logProbs(batch, batch.predicted()).logProbs();
    }

    private static float[] flat(TokenBatch batch, float[][] values) {
        float[] flat = new float[batch.rows() * batch.width()];
        int count = 0;
        for (int r = 0; r < batch.rows(); r++) {
            for (int t = 0; t < batch.width(); t++) {
                if (batch.isPredicted(r, t)) {
                    flat[count++] = values[r][t];
                }
            }
        }
        return Arrays.copyOf(flat, count);
    }

    private static double sum(float[][] values) {
        double sum = 0;
        for (float[] row : values) {
            for (float value : row) {
                sum += value;
            }
        }
        return sum;
    }
}
