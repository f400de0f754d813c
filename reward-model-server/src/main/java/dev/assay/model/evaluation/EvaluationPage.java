package dev.assay.model.evaluation;

import dev.assay.model.evaluation.ScoreDistribution.Band;
import dev.assay.model.evaluation.ScoreDistribution.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Evaluations as one HTML page with its pictures in it and nothing from elsewhere. */
final class EvaluationPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2430; --soft: #667085; --line: #e4e7ec; --card: #fff; --page: #f6f7f9;
              --good: #1a8f5c; --bad: #c8443c; --accent: #3557c9; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e8ebf0; --soft: #9aa3b2; --line: #2b3240; --card: #1a202b;
              --page: #12161e; --good: #35b67c; --bad: #e0675f; --accent: #7c97f2; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
            main { max-width: 1080px; margin: 0 auto; padding: 32px 20px 64px; }
            h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 20px; margin: 28px 0 12px; } h3 { font-size: 15px; margin: 0 0 8px; }
            p.lead { color: var(--soft); margin: 0 0 24px; } p.key { color: var(--soft); font-size: 13px; margin: 0 0 8px; }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin-bottom: 12px; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 12px; }
            .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; overflow-x: auto; }
            .tile b { display: block; font-size: 24px; } .tile span { color: var(--soft); font-size: 13px; }
            svg { display: block; } svg text { fill: var(--ink); font: 12px system-ui, sans-serif; } svg .soft { fill: var(--soft); }
            .key i { display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin: 0 5px -1px 14px; }
            .key i:first-child { margin-left: 0; }
            """;

    /** The frame of a chart, in the picture's own units. */
    private static final int LEFT = 46;

    private static final int RIGHT = 440;
    private static final int TOP = 12;
    private static final int BOTTOM = 210;

    private final StringBuilder html = new StringBuilder(1 << 14);

    private EvaluationPage() {}

    static String html(String title, EvaluationReport report) {
        EvaluationPage page = new EvaluationPage();
        page.html
                .append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escape(title))
                .append("</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>")
                .append(escape(title))
                .append("</h1><p class=\"lead\">How it scores completions that it has not learnt from, and what their")
                .append(" length has to do with it. The figures are those of evaluation.json.</p>");
        report.pairs().forEach(page::pairs);
        report.labelled().forEach(page::labelled);
        return page.html.append("</main></body></html>\n").toString();
    }

    private void pairs(String name, PairEvaluation e) {
        heading(name, e.all().count() + " pairs");
        html.append("<div class=\"tiles\">");
        tile(e.all().value(), "of the pairs in the right order");
        tile(e.alwaysLonger(), "if only length were preferred");
        tile(e.shorter().value(), "where the better one is shorter");
        tile(e.longer().value(), "where the better one is longer");
        tile(e.calibration().expectedError(), "expected calibration error");
        tile(e.spearman(), "score and length, Spearman");
        html.append("</div><div class=\"charts\">");
        kinds(e.byKind());
        calibration(e.calibration(), "that the first of a pair is better");
        scores(e.scores(), "better of a pair", "worse of a pair");
        html.append("</div>");
    }

    private void labelled(String name, LabelEvaluation e) {
        heading(name, e.all().count() + " completions");
        html.append("<div class=\"tiles\">");
        tile(e.all().value(), "on the right side of 0");
        tile(e.area(), "area under the curve");
        tile(e.areaOfLength(), "the same area, of length alone");
        tile(e.calibration().brier(), "Brier score");
        tile(e.calibration().expectedError(), "expected calibration error");
        tile(e.spearman(), "score and length, Spearman");
        html.append("</div><div class=\"charts\">");
        kinds(e.byKind());
        calibration(e.calibration(), "that a completion is safe");
        scores(e.scores(), "safe", "unsafe");
        html.append("</div>");
    }

    private void heading(String name, String count) {
        html.append("<h2>").append(escape(name)).append(": ").append(count).append("</h2>");
    }

    private void tile(double value, String label) {
        html.append("<div class=\"card tile\"><b>")
                .append(Double.isFinite(value) ? format("%.3f", value) : "–")
                .append("</b><span>")
                .append(label)
                .append("</span></div>");
    }

    private void kinds(Map<String, Share> byKind) {
        if (byKind.isEmpty()) {
            return;
        }
        Map<String, Share> sorted = new TreeMap<>(byKind);
        begin("Accuracy by kind", "", sorted.size() * 24 + 4);
        int y = 0;
        for (Map.Entry<String, Share> kind : sorted.entrySet()) {
            double width = Math.max(1, 180 * kind.getValue().value());
            html.append(format(
                    "<text x=\"168\" y=\"%d\" text-anchor=\"end\">%s</text>"
                            + "<rect x=\"178\" y=\"%d\" width=\"180\" height=\"16\" rx=\"3\" fill=\"var(--line)\"/>"
                            + "<rect x=\"178\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"3\" fill=\"var(--accent)\"/>"
                            + "<text class=\"soft\" x=\"366\" y=\"%d\">%.3f of %d</text>",
                    y + 16,
                    escape(kind.getKey().isEmpty() ? "?" : kind.getKey()),
                    y + 4,
                    y + 4,
                    width,
                    y + 16,
                    kind.getValue().value(),
                    kind.getValue().count()));
            y += 24;
        }
        end();
    }

    private void calibration(Calibration calibration, String of) {
        if (calibration.bins().isEmpty()) {
            return;
        }
        begin(
                "Calibration",
                "Across: the probability " + of + "; up: how often it is so. A larger dot stands for more of them.",
                240);
        Scale across = new Scale(0, 1, LEFT, RIGHT);
        Scale up = new Scale(0, 1, BOTTOM, TOP);
        frame(across, up);
        html.append(format(
                "<path d=\"M%d,%d L%d,%d\" stroke=\"var(--soft)\" stroke-dasharray=\"4 4\" fill=\"none\"/>",
                LEFT, BOTTOM, RIGHT, TOP));
        int most = calibration.bins().stream()
                .mapToInt(Calibration.Bin::count)
                .max()
                .orElse(1);
        curve(calibration.bins(), bin -> across.at(bin.probability()), bin -> up.at(bin.frequency()), "accent");
        for (Calibration.Bin bin : calibration.bins()) {
            html.append(format(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"var(--accent)\"><title>%d: %.3f is %.3f</title>"
                            + "</circle>",
                    across.at(bin.probability()),
                    up.at(bin.frequency()),
                    3 + 6 * Math.sqrt((double) bin.count() / most),
                    bin.count(),
                    bin.probability(),
                    bin.frequency()));
        }
        end();
    }

    private void scores(ScoreDistribution scores, String better, String worse) {
        if (scores.histogram().isEmpty()) {
            return;
        }
        String key =
                "<i style=\"background:var(--good)\"></i>" + better + "<i style=\"background:var(--bad)\"></i>" + worse;
        histogram(scores.histogram(), key);
        lengths(scores, key);
    }

    private void histogram(List<Bar> bars, String key) {
        begin("Scores", key + ". Across: the score.", 240);
        int most = bars.stream()
                .mapToInt(bar -> Math.max(bar.better(), bar.worse()))
                .max()
                .orElse(1);
        Scale across = new Scale(bars.getFirst().from(), bars.getLast().to(), LEFT, RIGHT);
        Scale up = new Scale(0, most, BOTTOM, TOP);
        frame(across, up);
        for (Bar bar : bars) {
            column(bar, bar.better(), "good", across, up);
            column(bar, bar.worse(), "bad", across, up);
        }
        end();
    }

    private void column(Bar bar, int count, String color, Scale across, Scale up) {
        if (count > 0) {
            html.append(format(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"var(--%s)\" fill-opacity=\".6\"/>",
                    across.at(bar.from()),
                    up.at(count),
                    across.at(bar.to()) - across.at(bar.from()) - 1,
                    up.at(0) - up.at(count),
                    color));
        }
    }

    private void lengths(ScoreDistribution scores, String key) {
        begin(
                "Score and length",
                key + ". Across: characters; up: the mean score. Flat lines do not look at length.",
                240);
        List<Band> bands = scores.bands();
        Scale across = new Scale(0, bands.getLast().length(), LEFT, RIGHT);
        Scale up = new Scale(
                scores.histogram().getFirst().from(),
                scores.histogram().getLast().to(),
                BOTTOM,
                TOP);
        frame(across, up);
        means(bands, Band::better, "good", across, up);
        means(bands, Band::worse, "bad", across, up);
        end();
    }

    private void means(
            List<Band> bands, Function<Band, ScoreDistribution.Mean> which, String color, Scale across, Scale up) {
        List<Band> some =
                bands.stream().filter(band -> which.apply(band).count() > 0).toList();
        curve(
                some,
                band -> across.at(band.length()),
                band -> up.at(which.apply(band).value()),
                color);
        for (Band band : some) {
            html.append(format(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"var(--%s)\"><title>%d of %.0f characters: %.2f"
                            + "</title></circle>",
                    across.at(band.length()),
                    up.at(which.apply(band).value()),
                    color,
                    which.apply(band).count(),
                    band.length(),
                    which.apply(band).value()));
        }
    }

    private <T> void curve(List<T> points, ToDoubleFunction<T> x, ToDoubleFunction<T> y, String color) {
        List<String> places = new ArrayList<>();
        points.forEach(point -> places.add(format("%.1f,%.1f", x.applyAsDouble(point), y.applyAsDouble(point))));
        html.append("<polyline points=\"")
                .append(String.join(" ", places))
                .append("\" fill=\"none\" stroke-width=\"2\" stroke=\"var(--")
                .append(color)
                .append(")\"/>");
    }

    /** Axes with the ends of both scales, and a line where the scores are 0. */
    private void frame(Scale across, Scale up) {
        html.append(
                format("<path d=\"M%d,%d V%d H%d\" fill=\"none\" stroke=\"var(--line)\"/>", LEFT, TOP, BOTTOM, RIGHT));
        if (up.from() < 0 && up.to() > 0) {
            html.append(format(
                    "<path d=\"M%d,%.1f H%d\" stroke=\"var(--line)\"/><text class=\"soft\" x=\"%d\" y=\"%.1f\""
                            + " text-anchor=\"end\">0</text>",
                    LEFT, up.at(0), RIGHT, LEFT - 6, up.at(0) + 4));
        }
        if (across.from() < 0 && across.to() > 0) {
            html.append(format(
                    "<path d=\"M%.1f,%d V%d\" stroke=\"var(--line)\"/><text class=\"soft\" x=\"%.1f\" y=\"%d\""
                            + " text-anchor=\"middle\">0</text>",
                    across.at(0), TOP, BOTTOM, across.at(0), BOTTOM + 18));
        }
        html.append(format(
                "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                        + "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                        + "<text class=\"soft\" x=\"%d\" y=\"%d\">%s</text>"
                        + "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                LEFT - 6,
                TOP + 8,
                number(up.to()),
                LEFT - 6,
                BOTTOM,
                number(up.from()),
                LEFT,
                BOTTOM + 18,
                number(across.from()),
                RIGHT,
                BOTTOM + 18,
                number(across.to())));
    }

    private void begin(String title, String key, int height) {
        html.append("<div class=\"card\"><h3>").append(title).append("</h3>");
        if (!key.isEmpty()) {
            html.append("<p class=\"key\">").append(key).append("</p>");
        }
        html.append(format("<svg width=\"100%%\" viewBox=\"0 0 460 %d\" role=\"img\">", height));
    }

    private void end() {
        html.append("</svg></div>");
    }

    /** From a quantity to a place in the picture. */
    private record Scale(double from, double to, double first, double last) {
        double at(double value) {
            return to == from ? first : first + (value - from) / (to - from) * (last - first);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? format("%.0f", value)
                : format(Math.abs(value) < 100 ? "%.1f" : "%.0f", value);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
