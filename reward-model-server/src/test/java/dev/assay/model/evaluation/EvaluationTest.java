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

    @Test
    void scoresAreCountedInBarsAndAveragedByLength() {
        ScoreDistribution scores = ScoreDistribution.of(
                new double[] {-1, 0, 1, 2}, new double[] {40, 10, 30, 20}, new boolean[] {false, false, true, true});
        assertThat(scores.histogram().getFirst()).isEqualTo(new ScoreDistribution.Bar(-1, -0.875, 0, 1));
        assertThat(scores.histogram().getLast().better()).isOne();
        assertThat(scores.histogram().stream()
                        .mapToInt(bar -> bar.better() + bar.worse())
                        .sum())
                .isEqualTo(4);
        assertThat(scores.bands()).extracting(ScoreDistribution.Band::length).containsExactly(10.0, 20.0, 30.0, 40.0);
        assertThat(scores.bands().get(1).better()).isEqualTo(new ScoreDistribution.Mean(1, 2));
        assertThat(scores.bands().get(1).worse().count()).isZero();
        assertThat(ScoreDistribution.of(new double[] {3, 3}, new double[] {1, 1}, new boolean[] {true, false})
                        .histogram()
                        .getFirst())
                .isEqualTo(new ScoreDistribution.Bar(3, 4, 1, 1));
        assertThat(ScoreDistribution.of(new double[0], new double[0], new boolean[0])
                        .histogram())
                .isEmpty();
    }

    @Test
    void thePageIsWellFormedHasItsPicturesInItAndLoadsNothing() throws Exception {
        List<PairScores> pairs = new ArrayList<>();
        List<LabelScores> labelled = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            pairs.add(new PairScores(
                    random.nextDouble(-1, 3), random.nextDouble(-3, 1), 20 + i, 220 - i, i % 3 == 0 ? "<b>" : "vague"));
            labelled.add(new LabelScores(random.nextDouble(-2, 2), i % 2 == 0, 10 + i, "refused"));
        }
        EvaluationReport report = new EvaluationReport(
                java.util.Map.of("held-out", PairEvaluation.of(pairs), "nothing", PairEvaluation.of(List.of())),
                java.util.Map.of("labelled", LabelEvaluation.of(labelled)));
        String page = report.html("Tea & \"toast\"");
        assertThat(page).contains("Tea &amp; &quot;toast&quot;", "held-out: 200 pairs", "labelled: 200 completions");
        assertThat(page).contains("&lt;b&gt;").doesNotContain("<b>:", "NaN", "Infinity", "http", "<script", "<link");
        assertThat(page.length()).isLessThan(60_000);
        java.util.regex.Matcher pictures =
                java.util.regex.Pattern.compile("<svg.*?</svg>").matcher(page);
        int count = 0;
        while (pictures.find()) {
            var picture = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new java.io.ByteArrayInputStream(
                            pictures.group().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(picture.getElementsByTagName("*").getLength()).isGreaterThan(1);
            count++;
        }
        assertThat(count).as("four pictures for each set with scores").isEqualTo(2 * 4);
        assertThat(report.json().at("/held-out/scores/histogram").size()).isEqualTo(24);
    }
}
