package dev.assay.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossTest {
    private static final double[] SCORES = {-30, -2.5, -0.3, 0, 0.7, 4, 50};

    @Test
    void aPairCostsTheLogarithmOfItsProbability() {
        double expected = -Math.log(1 / (1 + Math.exp(-(1.2 - 0.4 - 0.3)))) + 0.05 * 1.6 * 1.6;
        assertThat(new PairwiseLoss(0.05).of(new double[] {1.2, 0.4}, 0.3).loss())
                .isCloseTo(expected, within(1e-12));
        assertThat(new PairwiseLoss(0).of(new double[] {3, 3}, 0).loss()).isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void aLabelCostsTheLogarithmOfItsProbability() {
        double p = 1 / (1 + Math.exp(-0.8));
        assertThat(new PointwiseLoss(0, 1).of(new double[] {0.8}, 1).loss()).isCloseTo(-Math.log(p), within(1e-12));
        assertThat(new PointwiseLoss(0, 1).of(new double[] {0.8}, 0).loss()).isCloseTo(-Math.log(1 - p), within(1e-12));
        assertThat(new PointwiseLoss(0.2, 3).of(new double[] {0.8}, 1).loss())
                .isCloseTo(3 * (-0.9 * Math.log(p) - 0.1 * Math.log(1 - p)), within(1e-12));
    }

    @Test
    void derivativesAreThoseOfTheLoss() {
        for (Loss loss : new Loss[] {new PairwiseLoss(0), new PairwiseLoss(0.3), new PointwiseLoss(0.1, 2)}) {
            for (double a : SCORES) {
                for (double b : SCORES) {
                    double[] scores = loss.scores() == 2 ? new double[] {a, b} : new double[] {a};
                    double[] derivatives = loss.of(scores, b > 0 ? 1 : 0).derivatives();
                    for (int i = 0; i < scores.length; i++) {
                        double step = 1e-5;
                        double[] up = scores.clone();
                        double[] down = scores.clone();
                        up[i] += step;
                        down[i] -= step;
                        double slope = (loss.of(up, b > 0 ? 1 : 0).loss()
                                        - loss.of(down, b > 0 ? 1 : 0).loss())
                                / (2 * step);
                        assertThat(derivatives[i]).isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
                    }
                }
            }
        }
    }

    @Test
    void largeScoresStayFinite() {
        assertThat(new PairwiseLoss(0).of(new double[] {-1e6, 1e6}, 0).loss()).isCloseTo(2e6, within(1.0));
        assertThat(new PairwiseLoss(0).of(new double[] {1e6, -1e6}, 0).loss()).isZero();
        assertThat(new PointwiseLoss(0, 1).of(new double[] {-1e6}, 1).isFinite())
                .isTrue();
        assertThat(new PairwiseLoss(0).of(new double[] {Double.NaN, 0}, 0).isFinite())
                .isFalse();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new PairwiseLoss(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PointwiseLoss(1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PointwiseLoss(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LearningRate(0, 0, LearningRate.Decay.COSINE, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLearningRateRisesThenFallsToItsFloor() {
        LearningRate cosine = new LearningRate(2, 0.1, LearningRate.Decay.COSINE, 0.1);
        assertThat(cosine.at(0, 100)).isCloseTo(2 / 11.0, within(1e-9));
        assertThat(cosine.at(9, 100)).isCloseTo(20 / 11.0, within(1e-9));
        assertThat(cosine.at(10, 100)).isCloseTo(2, within(1e-9));
        assertThat(cosine.at(55, 100)).isCloseTo(1.1, within(1e-9));
        assertThat(cosine.at(100, 100)).isCloseTo(0.2, within(1e-9));
        assertThat(new LearningRate(2, 0, LearningRate.Decay.LINEAR, 0).at(25, 100))
                .isCloseTo(1.5, within(1e-9));
        assertThat(new LearningRate(2, 0, LearningRate.Decay.CONSTANT, 0).at(99, 100))
                .isEqualTo(2);
    }
}
