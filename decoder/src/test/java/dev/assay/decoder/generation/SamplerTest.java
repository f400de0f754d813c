package dev.assay.decoder.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reward.AssayException;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SamplerTest {
    /** Probabilities .5, .25, .125, .125. */
    private static final float[] HALVES = {(float) Math.log(4), (float) Math.log(2), 0, 0};

    @Test
    void tokensComeAsOftenAsTheirProbabilitySays() {
        assertThat(shares(HALVES, new Sampling(1))).containsExactly(new double[] {.5, .25, .125, .125}, within(.01));
        // At temperature one half, probabilities are squared: 16, 4, 1 and 1 of 22.
        assertThat(shares(HALVES, new Sampling(0.5)))
                .containsExactly(new double[] {16 / 22.0, 4 / 22.0, 1 / 22.0, 1 / 22.0}, within(.01));
    }

    @Test
    void limitsKeepTheLikeliestAndOfEqualsTheFirst() {
        assertThat(shares(HALVES, new Sampling(1, 1, 2, 0))).containsExactly(new double[] {2 / 3.0, 1 / 3.0, 0, 0}, within(.01));
        assertThat(shares(HALVES, new Sampling(1, 0.6, 0, 0))).containsExactly(new double[] {2 / 3.0, 1 / 3.0, 0, 0}, within(.01));
        assertThat(shares(HALVES, new Sampling(1, 0.8, 0, 0))).containsExactly(new double[] {4 / 7.0, 2 / 7.0, 1 / 7.0, 0}, within(.01));
        assertThat(shares(HALVES, new Sampling(1, 1, 0, 0.4))).containsExactly(new double[] {2 / 3.0, 1 / 3.0, 0, 0}, within(.01));
        assertThat(shares(HALVES, new Sampling(1, 0.01, 0, 0))).containsExactly(1, 0, 0, 0);
        assertThat(shares(HALVES, new Sampling(1, 1, 1, 0))).containsExactly(1, 0, 0, 0);
    }

    @Property(tries = 500)
    void whatIsDrawnIsAmongTheLikeliestK(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int k,
            @ForAll @DoubleRange(min = 0.05, max = 1) double p,
            @ForAll @DoubleRange(min = 0.1, max = 5) double temperature) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] logits = new float[200];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (20 * random.nextDouble() - 10);
        }
        int token = Sampler.draw(logits, new Sampling(temperature, p, k, 0), random.nextDouble());
        float[] sorted = logits.clone();
        Arrays.sort(sorted);
        assertThat(logits[token]).isGreaterThanOrEqualTo(sorted[sorted.length - k]);
    }

    @Test
    void temperatureZeroTakesTheLikeliest() {
        assertThat(Sampler.draw(new float[] {1, 3, 3, 2}, Sampling.GREEDY, 0.9)).isEqualTo(1);
    }

    @Test
    void logitsThatAreNoNumbersAreOurTrouble() {
        assertThatThrownBy(() -> Sampler.draw(new float[] {0, Float.NaN}, new Sampling(1), 0.5))
                .isInstanceOf(AssayException.class);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        for (double[] wrong : new double[][] {{-1, 1, 0, 0}, {1, 0, 0, 0}, {1, 1.1, 0, 0}, {1, 1, -1, 0}, {1, 1, 0, 1}, {Double.NaN, 1, 0, 0}}) {
            assertThatThrownBy(() -> new Sampling(wrong[0], wrong[1], (int) wrong[2], wrong[3]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static double[] shares(float[] logits, Sampling sampling) {
        SplittableRandom random = new SplittableRandom(5);
        double[] shares = new double[logits.length];
        int draws = 40_000;
        for (int i = 0; i < draws; i++) {
            shares[Sampler.draw(logits, sampling, random.nextDouble())] += 1.0 / draws;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = shares[i] > 0.9999 ? 1 : shares[i];
        }
        return shares;
    }
}
