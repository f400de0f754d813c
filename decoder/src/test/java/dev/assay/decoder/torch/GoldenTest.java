package dev.assay.decoder.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.decoder.Checkpoints;
import dev.assay.decoder.checkpoint.TensorShape;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Decoding;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.ScorePass;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TrainingPass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that {@code transformers} computed in float32, to within 1e-5 of their size. */
class GoldenTest {
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @MethodSource("dev.assay.decoder.Checkpoints#languageModels")
    void logitsOfALeftPaddedBatchAreThoseOfTransformers(String name) {
        JsonNode golden = Checkpoints.golden(name);
        float[] expected = Checkpoints.array(name, "logits.npy");
        try (TorchTransformer model = Checkpoints.load(name)) {
            TokenBatch batch = batch(golden);
            List<int[]> real = new ArrayList<>();
            for (int r = 0; r < batch.rows(); r++) {
                for (int t = 0; t < batch.width(); t++) {
                    if (batch.segment(r, t) != TokenBatch.PADDING) {
                        real.add(new int[] {r, t});
                    }
                }
            }
            float[][] logits = model.headAt(batch, real);
            int vocabulary = model.architecture().vocabulary();
            for (int i = 0; i < real.size(); i++) {
                int from = (real.get(i)[0] * batch.width() + real.get(i)[1]) * vocabulary;
                double size = 0;
                for (int v = 0; v < vocabulary; v++) {
                    size = Math.max(size, Math.abs(expected[from + v]));
                }
                for (int v = 0; v < vocabulary; v++) {
                    assertThat((double) logits[i][v]).isCloseTo(expected[from + v], within(TOLERANCE * size));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.assay.decoder.Checkpoints#languageModels")
    void tokenLogProbabilitiesAreThoseOfTransformers(String name) {
        JsonNode golden = Checkpoints.golden(name);
        try (TorchTransformer model = Checkpoints.load(name)) {
            TokenBatch batch = batch(golden);
            boolean[][] scored = scored(batch, golden);
            assertClose(model.logProbs(batch, scored).logProbs(), golden, golden.path("per_token_logps"), scored);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.assay.decoder.Checkpoints#languageModels")
    void gradientsAndAStepOfAdamWAreThoseOfTransformers(String name) {
        for (boolean checkpointing : new boolean[] {false, true}) {
            JsonNode golden = Checkpoints.golden(name);
            JsonNode grpo = golden.path("grpo");
            JsonNode adamw = grpo.path("adamw");
            AdamW settings = new AdamW(
                    adamw.path("betas").path(0).doubleValue(),
                    adamw.path("betas").path(1).doubleValue(),
                    adamw.path("eps").doubleValue(),
                    adamw.path("weight_decay").doubleValue());
            try (TorchTransformer model = Checkpoints.load(name);
                    Optimizer optimizer = model.optimizer(settings)) {
                TokenBatch batch = batch(golden);
                boolean[][] scored = scored(batch, golden);
                try (TrainingPass pass = model.train(batch, scored, checkpointing)) {
                    pass.backward(derivatives(pass.values().logProbs(), scored, golden));
                }
                for (TensorShape shape : model.architecture().tensors()) {
                    double expected = grpo.path("grad_norms").path(shape.name()).doubleValue();
                    assertThat(model.gradientNorm(shape.name()))
                            .as(shape.name())
                            .isCloseTo(expected, within(TOLERANCE * expected));
                }
                double norm = optimizer.step(
                        adamw.path("lr").doubleValue(),
                        adamw.path("max_grad_norm").doubleValue());
                double total = grpo.path("grad_norm_total").doubleValue();
                assertThat(norm).isCloseTo(total, within(TOLERANCE * total));
                assertClose(
                        model.logProbs(batch, scored).logProbs(),
                        golden,
                        grpo.has("per_token_logps_after_step")
                                ? grpo.path("per_token_logps_after_step")
                                : golden.path("per_token_logps_after_step"),
                        scored);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.assay.decoder.Checkpoints#languageModels")
    void greedyDecodingPicksTheTokensThatTransformersPicks(String name) {
        JsonNode golden = Checkpoints.golden(name);
        int[] prompt = java.util.Arrays.copyOf(
                Checkpoints.integers(golden.path("input_ids"))[0],
                golden.path("prompt_len").intValue());
        List<Integer> picked = new ArrayList<>();
        try (TorchTransformer model = Checkpoints.load(name);
                Decoding decoding = model.decode(List.of(prompt))) {
            for (int i = 0; i < 12; i++) {
                int[] next = decoding.likeliest();
                picked.add(next[0]);
                decoding.append(next);
            }
        }
        assertThat(picked.stream().mapToInt(Integer::intValue).toArray())
                .isEqualTo(Checkpoints.ints(golden.path("greedy_12")));
    }

    @Test
    void scoresOfARewardModelAreThoseOfTransformersAloneAndInABatch() {
        JsonNode golden = Checkpoints.golden("tiny-qwen2-rm");
        List<int[]> texts = Checkpoints.list(golden.path("ids"));
        try (TorchTransformer model = Checkpoints.load("tiny-qwen2-rm")) {
            TokenBatch together = TokenBatch.padded(texts);
            float[][] batched = model.headAt(together, together.lastTokens());
            TokenBatch packed = TokenBatch.packed(List.of(texts));
            float[][] inOneRow = model.headAt(packed, packed.lastTokens());
            for (int i = 0; i < texts.size(); i++) {
                TokenBatch alone = TokenBatch.padded(texts.subList(i, i + 1));
                double expected = golden.path("single_scores").path(i).doubleValue();
                var near = within(TOLERANCE * Math.max(1, Math.abs(expected)));
                assertThat((double) model.headAt(alone, alone.lastTokens())[0][0])
                        .isCloseTo(expected, near);
                assertThat((double) batched[i][0]).isCloseTo(expected, near);
                assertThat((double) inOneRow[i][0]).isCloseTo(expected, near);
            }
        }
    }

    /** The pairwise loss of the script beside the file, with its derivatives by hand. */
    @Test
    void gradientsOfAPairwiseLossAndAStepOfAdamWAreThoseOfTransformers() {
        JsonNode golden = Checkpoints.json("tiny-qwen2-rm", "training.json");
        List<int[]> texts = Checkpoints.list(Checkpoints.golden("tiny-qwen2-rm").path("ids"))
                .subList(0, 4);
        AdamW settings = new AdamW(0.9, 0.999, 1e-8, golden.path("weight_decay").doubleValue());
        for (boolean checkpointing : new boolean[] {false, true}) {
            try (TorchTransformer model = Checkpoints.load("tiny-qwen2-rm");
                    Optimizer optimizer = model.optimizer(settings)) {
                TokenBatch batch = TokenBatch.padded(texts);
                try (ScorePass pass = model.trainScores(batch, batch.lastTokens(), checkpointing)) {
                    float[][] derivatives = new float[4][1];
                    for (int i = 0; i < 4; i += 2) {
                        double chosen = pass.values()[i][0];
                        double rejected = pass.values()[i + 1][0];
                        double wrong = 1
                                / (1
                                        + Math.exp(chosen
                                                - rejected
                                                - golden.path("margin").doubleValue()));
                        double centre = 2 * golden.path("centring").doubleValue() * (chosen + rejected);
                        derivatives[i][0] = (float) ((centre - wrong) / 2);
                        derivatives[i + 1][0] = (float) ((centre + wrong) / 2);
                    }
                    pass.backward(derivatives);
                }
                for (TensorShape shape : model.architecture().tensors()) {
                    double expected =
                            golden.path("grad_norms").path(shape.name()).doubleValue();
                    assertThat(model.gradientNorm(shape.name()))
                            .as(shape.name())
                            .isCloseTo(expected, within(TOLERANCE * expected));
                }
                double norm = optimizer.step(
                        golden.path("lr").doubleValue(),
                        golden.path("max_grad_norm").doubleValue());
                double total = golden.path("grad_norm_total").doubleValue();
                assertThat(norm).isCloseTo(total, within(TOLERANCE * total));
                float[][] after = model.headAt(batch, batch.lastTokens());
                for (int i = 0; i < 4; i++) {
                    double expected = golden.path("scores_after_step").path(i).doubleValue();
                    assertThat((double) after[i][0]).isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
                }
            }
        }
    }

    /** Positions count from the padding on, as in the batch that was measured. */
    private static TokenBatch batch(JsonNode golden) {
        int[][] ids = Checkpoints.integers(golden.path("input_ids"));
        int[][] positions = new int[ids.length][ids[0].length];
        for (int[] row : positions) {
            for (int t = 0; t < row.length; t++) {
                row[t] = t;
            }
        }
        return TokenBatch.of(ids, Checkpoints.integers(golden.path("attention_mask")), positions);
    }

    private static boolean[][] scored(TokenBatch batch, JsonNode golden) {
        boolean[][] scored = new boolean[batch.rows()][batch.width()];
        for (int r = 0; r < batch.rows(); r++) {
            for (int t = golden.path("prompt_len").intValue(); t < batch.width(); t++) {
                scored[r][t] = batch.segment(r, t) != TokenBatch.PADDING;
            }
        }
        return scored;
    }

    private static void assertClose(float[][] actual, JsonNode golden, JsonNode rows, boolean[][] scored) {
        float[][] expected = Checkpoints.floats(rows);
        int prompt = golden.path("prompt_len").intValue();
        for (int r = 0; r < expected.length; r++) {
            for (int i = 0; i < expected[r].length; i++) {
                if (scored[r][prompt + i]) {
                    assertThat((double) actual[r][prompt + i])
                            .isCloseTo(expected[r][i], within(TOLERANCE * Math.abs(expected[r][i])));
                }
            }
        }
    }

    /** Of the clipped ratio with a penalty for leaving the reference, averaged in each sequence and then over them. */
    private static float[][] derivatives(float[][] logProbs, boolean[][] scored, JsonNode golden) {
        JsonNode grpo = golden.path("grpo");
        float[][] old = Checkpoints.floats(grpo.path("old_logps"));
        float[][] reference = Checkpoints.floats(grpo.path("ref_logps"));
        double beta = grpo.path("beta").doubleValue();
        int prompt = golden.path("prompt_len").intValue();
        float[][] derivatives = new float[logProbs.length][logProbs[0].length];
        for (int r = 0; r < logProbs.length; r++) {
            double advantage = grpo.path("advantages").path(r).doubleValue();
            int count = 0;
            for (boolean flag : scored[r]) {
                count += flag ? 1 : 0;
            }
            for (int t = prompt; t < logProbs[r].length; t++) {
                if (scored[r][t]) {
                    double p = logProbs[r][t];
                    double ratio = Math.exp(p - old[r][t - prompt]);
                    boolean clipped = advantage > 0
                            ? ratio > 1 + grpo.path("eps_high").doubleValue()
                            : ratio < 1 - grpo.path("eps_low").doubleValue();
                    double policy = clipped ? 0 : -advantage * ratio;
                    double penalty = beta * (1 - Math.exp(reference[r][t - prompt] - p));
                    derivatives[r][t] = (float) ((policy + penalty) / count / logProbs.length);
                }
            }
        }
        return derivatives;
    }
}
