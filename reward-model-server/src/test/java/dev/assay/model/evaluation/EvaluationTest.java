package dev.assay.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    @Test
    void correlationsAreThoseOfTheirFormulas() {
        double[] x = {1, 2, 3, 4, 5};
        assertThat(Correlation.pearson(x, new double[] {2, 4, 6, 8, 10})).isCloseTo(1, within(1e-12));
        assertThat(Correlation.pearson(x, new double[] {5, 3, 2, 2, 0})).isCloseTo(-11 / Math.sqrt(132), within(1e-12));
        assertThat(Correlation.spearman(x, new double[] {1, 10, 100, 1000, 10_000}))
                .isCloseTo(1, within(1e-12));
        assertThat(Correlation.pearson(x, new double[] {7, 7, 7, 7, 7})).isZero();
        assertThat(Correlation.ranks(new double[] {3, 1, 3, 0})).containsExactly(3.5, 2, 3.5, 1);
    }

    @Test
    void calibrationComparesProbabilityAndFrequency() {
        Calibration calibration = Calibration.of(
                new double[] {0.9, 0.9, 0.9, 0.9, 0.2, 0.2}, new boolean[] {true, true, true, false, false, false}, 10);
        assertThat(calibration.bins()).hasSize(2);
        assertThat(calibration.expectedError()).isCloseTo((4 * 0.15 + 2 * 0.2) / 6, within(1e-9));
        assertThat(calibration.brier()).isCloseTo((3 * 0.01 + 0.81 + 2 * 0.04) / 6, within(1e-9));
    }

    @Test
    void theAreaUnderTheCurveIsTheShareOfPairsInOrder() {
        boolean[] positive = {true, false, true, false};
        assertThat(LabelEvaluation.area(new double[] {4, 3, 2, 1}, positive)).isCloseTo(0.75, within(1e-12));
        assertThat(LabelEvaluation.area(new double[] {1, 1, 1, 1}, positive)).isCloseTo(0.5, within(1e-12));
        assertThat(LabelEvaluation.area(new double[] {1, 2}, new boolean[] {true, true}))
                .isNaN();
    }

    @Test
    void aModelThatOnlyLooksAtLengthIsFoundOut() {
        SplittableRandom random = new SplittableRandom(5);
        List<PairScores> byLength = new ArrayList<>();
        List<PairScores> byQuality = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int chosen = 20 + random.nextInt(200);
            int rejected = 20 + random.nextInt(200);
            byLength.add(new PairScores(chosen / 50.0, rejected / 50.0, chosen, rejected, "any"));
            byQuality.add(new PairScores(1, -1, chosen, rejected, "any"));
        }
        PairEvaluation length = PairEvaluation.of(byLength);
        assertThat(length.spearman()).isCloseTo(1, within(1e-9));
        assertThat(length.withinPairs()).isCloseTo(1, within(1e-9));
        assertThat(length.shorter().value()).isZero();
        assertThat(length.longer().value()).isOne();
        assertThat(length.all().value()).isEqualTo(length.alwaysLonger());
        PairEvaluation quality = PairEvaluation.of(byQuality);
        assertThat(quality.all().value()).isOne();
        assertThat(quality.shorter().value()).isOne();
        assertThat(Math.abs(quality.pearson())).isLessThan(0.1);
        assertThat(quality.matched().count()).isBetween(10, 120);
        assertThat(quality.meanMargin()).isEqualTo(2);
    }

    @Test
    void aReportNamesItsFigures() {
        EvaluationReport report = new EvaluationReport(
                java.util.Map.of("some", PairEvaluation.of(List.of(new PairScores(1, 0, 3, 4, "vague")))),
                java.util.Map.of("more", LabelEvaluation.of(List.of(new LabelScores(2, true, 5, "refused")))));
        assertThat(report.text()).contains("some (1 pairs)", "vague", "more (1 completions)", "refused");
        assertThat(report.json().path("some").path("accuracy").path("value").asDouble())
                .isOne();
        assertThat(report.json().path("more").path("calibration").path("bins").size())
                .isOne();
    }
}
