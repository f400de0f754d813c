package dev.assay.model.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Evaluations as JSON, as text and as a page with pictures.
 *
 * @param pairs by name of the set
 * @param labelled by name of the set
 */
public record EvaluationReport(Map<String, PairEvaluation> pairs, Map<String, LabelEvaluation> labelled) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All figures. */
    public ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        pairs.forEach((name, evaluation) -> root.set(name, json(evaluation)));
        labelled.forEach((name, evaluation) -> root.set(name, json(evaluation)));
        return root;
    }

    /** Pictures for people: one HTML page with nothing from elsewhere. */
    public String html(String title) {
        return EvaluationPage.html(title, this);
    }

    /** A table for people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        pairs.forEach((name, e) -> {
            text.append(title(name, e.all(), "pairs"));
            line(text, "accuracy", e.all());
            line(text, "  of equal length (within 10 %)", e.matched());
            line(text, "  the better one is shorter", e.shorter());
            line(text, "  the better one is longer", e.longer());
            line(text, "  if only length were preferred", e.alwaysLonger());
            new TreeMap<>(e.byKind()).forEach((kind, share) -> line(text, "  " + (kind.isEmpty() ? "?" : kind), share));
            line(text, "mean margin", e.meanMargin());
            line(text, "expected calibration error", e.calibration().expectedError());
            line(text, "score and length, Pearson", e.pearson());
            line(text, "score and length, Spearman", e.spearman());
            line(text, "differences inside of pairs, Pearson", e.withinPairs());
            line(text, "mean length of the better one", e.meanChosenLength());
            line(text, "mean length of the worse one", e.meanRejectedLength());
        });
        labelled.forEach((name, e) -> {
            text.append(title(name, e.all(), "completions"));
            line(text, "accuracy", e.all());
            new TreeMap<>(e.byKind()).forEach((kind, share) -> line(text, "  " + (kind.isEmpty() ? "?" : kind), share));
            line(text, "area under the curve", e.area());
            line(text, "  if only length were preferred", e.areaOfLength());
            line(text, "Brier score", e.calibration().brier());
            line(text, "expected calibration error", e.calibration().expectedError());
            line(text, "score and length, Pearson", e.pearson());
            line(text, "score and length, Spearman", e.spearman());
            line(text, "mean length of safe ones", e.meanSafeLength());
            line(text, "mean length of unsafe ones", e.meanUnsafeLength());
        });
        return text.toString();
    }

    private static String title(String name, Share all, String what) {
        return name + " (" + all.count() + " " + what + ")\n";
    }

    private static void line(StringBuilder text, String name, Share share) {
        if (share.count() > 0) {
            text.append(String.format(Locale.ROOT, "  %-38s %6.3f  of %d%n", name, share.value(), share.count()));
        }
    }

    private static void line(StringBuilder text, String name, double value) {
        text.append(String.format(Locale.ROOT, "  %-38s %6.3f%n", name, value));
    }

    private static ObjectNode json(PairEvaluation e) {
        ObjectNode node = JSON.createObjectNode();
        node.set("accuracy", json(e.all()));
        node.set("accuracyOfEqualLength", json(e.matched()));
        node.set("accuracyWhereBetterIsShorter", json(e.shorter()));
        node.set("accuracyWhereBetterIsLonger", json(e.longer()));
        node.put("accuracyOfLength", rounded(e.alwaysLonger()));
        node.set("accuracyByKind", kinds(e.byKind()));
        node.put("meanMargin", rounded(e.meanMargin()));
        node.set("calibration", json(e.calibration()));
        node.put("pearsonWithLength", rounded(e.pearson()));
        node.put("spearmanWithLength", rounded(e.spearman()));
        node.put("pearsonWithLengthInsidePairs", rounded(e.withinPairs()));
        node.put("meanChosenLength", rounded(e.meanChosenLength()));
        node.put("meanRejectedLength", rounded(e.meanRejectedLength()));
        node.set("scores", json(e.scores()));
        return node;
    }

    private static ObjectNode json(LabelEvaluation e) {
        ObjectNode node = JSON.createObjectNode();
        node.set("accuracy", json(e.all()));
        node.set("accuracyByKind", kinds(e.byKind()));
        node.put("areaUnderCurve", rounded(e.area()));
        node.put("areaUnderCurveOfLength", rounded(e.areaOfLength()));
        node.set("calibration", json(e.calibration()));
        node.put("pearsonWithLength", rounded(e.pearson()));
        node.put("spearmanWithLength", rounded(e.spearman()));
        node.put("meanSafeLength", rounded(e.meanSafeLength()));
        node.put("meanUnsafeLength", rounded(e.meanUnsafeLength()));
        node.set("scores", json(e.scores()));
        return node;
    }

    private static ObjectNode kinds(Map<String, Share> byKind) {
        ObjectNode node = JSON.createObjectNode();
        new TreeMap<>(byKind).forEach((kind, share) -> node.set(kind, json(share)));
        return node;
    }

    private static ObjectNode json(Calibration calibration) {
        ObjectNode node = JSON.createObjectNode();
        node.put("expectedError", rounded(calibration.expectedError()));
        node.put("brier", rounded(calibration.brier()));
        ArrayNode bins = node.putArray("bins");
        calibration
                .bins()
                .forEach(bin -> bins.addObject()
                        .put("count", bin.count())
                        .put("probability", rounded(bin.probability()))
                        .put("frequency", rounded(bin.frequency())));
        return node;
    }

    private static ObjectNode json(ScoreDistribution scores) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode histogram = node.putArray("histogram");
        scores.histogram()
                .forEach(bar -> histogram
                        .addObject()
                        .put("from", rounded(bar.from()))
                        .put("to", rounded(bar.to()))
                        .put("better", bar.better())
                        .put("worse", bar.worse()));
        ArrayNode bands = node.putArray("byLength");
        scores.bands()
                .forEach(band -> bands.addObject()
                        .put("length", rounded(band.length()))
                        .<ObjectNode>set("better", json(band.better()))
                        .set("worse", json(band.worse())));
        return node;
    }

    /** Without a value where there is none: JSON has no such number. */
    private static ObjectNode json(ScoreDistribution.Mean mean) {
        ObjectNode node = JSON.createObjectNode().put("count", mean.count());
        return mean.count() == 0 ? node : node.put("value", rounded(mean.value()));
    }

    private static ObjectNode json(Share share) {
        ObjectNode node = JSON.createObjectNode();
        return node.put("value", rounded(share.value())).put("count", share.count());
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e4) / 1e4 : value;
    }
}
