package dev.assay.deploy.demo;

import dev.assay.reward.Component;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report of a demo: one HTML file with its pictures in it and nothing from elsewhere. */
final class DemoReport {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2430; --soft: #667085; --line: #e4e7ec; --card: #fff; --page: #f6f7f9;
              --good: #1a8f5c; --half: #d99a1c; --bad: #c8443c; --none: #9aa3b2; --accent: #3557c9; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e8ebf0; --soft: #9aa3b2; --line: #2b3240; --card: #1a202b;
              --page: #12161e; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
            main { max-width: 1080px; margin: 0 auto; padding: 32px 20px 64px; }
            h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 17px; margin: 0 0 12px; }
            p.lead { color: var(--soft); margin: 0 0 24px; }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; margin-bottom: 16px; }
            .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; margin-bottom: 16px;
              overflow-x: auto; }
            .tiles .card { margin: 0; } .tile b { display: block; font-size: 24px; } .tile span { color: var(--soft); font-size: 13px; }
            svg text { fill: var(--ink); font: 12px system-ui, sans-serif; } svg .soft { fill: var(--soft); }
            table { border-collapse: collapse; width: 100%; font-size: 13px; } th { text-align: left; color: var(--soft); font-weight: 500; }
            th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
            td.num { text-align: right; font-variant-numeric: tabular-nums; } code { font: 12px ui-monospace, monospace; word-break: break-word; }
            .tile b span { font-size: inherit; } .tile span.ok { color: var(--good); } .tile span.wrong { color: var(--bad); }
            td:first-child { white-space: nowrap; } td.wrap { white-space: normal; } span.soft { color: var(--soft); } .key { color: var(--soft); font-size: 13px; margin: 0 0 10px; }
            .key i { display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin: 0 5px -1px 14px; }
            .key i:first-child { margin-left: 0; }
            """;

    private static final int MOST_ROWS = 120;

    private final DemoResult result;
    private final Tally tally;
    private final StringBuilder html = new StringBuilder(1 << 16);

    private DemoReport(DemoResult result) {
        this.result = result;
        this.tally = Tally.of(result.rules().rewards());
    }

    static String html(DemoResult result) {
        return new DemoReport(result).write();
    }

    private String write() {
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Assay demo</title>")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>Assay: rollouts, rewards and reasons</h1>")
                .append("<p class=\"lead\">The example rollouts went through Kafka to the reward services, and their")
                .append(" components through the join to rewards, with the recipe ")
                .append(escape(recipe(result.rules())))
                .append(".</p>");
        tiles();
        rewards();
        reasons();
        groups();
        result.models().ifPresent(this::models);
        load();
        zeros();
        return html.append("</main></body></html>\n").toString();
    }

    private static String recipe(DemoPart part) {
        return part.arrivals().isEmpty()
                ? ""
                : part.arrivals().getFirst().reward().recipe();
    }

    private void tiles() {
        html.append("<div class=\"tiles\">");
        int examples = result.rules().rollouts().size()
                + result.models().map(part -> part.rollouts().size()).orElse(0);
        int differences = result.rules().differences().size()
                + result.models().map(part -> part.differences().size()).orElse(0);
        tile(String.valueOf(examples), "example rollouts rewarded");
        tile(
                differences == 0
                        ? "<span class=\"ok\">same</span>"
                        : "<span class=\"wrong\">" + differences + " differ</span>",
                "as the golden files");
        if (result.load().rollouts() > 0) {
            tile(number(result.load().rollouts() / result.load().seconds()) + "/s", "rollouts, whole path");
            double[] latencies = result.load().latencies();
            tile(number(latencies[latencies.length / 2]) + " ms", "half of the load within, all sent at once");
        }
        tile(String.format(Locale.ROOT, "%.1f s", result.startSeconds()), "to start broker and services");
        html.append("</div>");
    }

    private void tile(String value, String label) {
        html.append("<div class=\"card tile\"><b>")
                .append(value)
                .append("</b><span>")
                .append(label)
                .append("</span></div>");
    }

    private void rewards() {
        html.append("<div class=\"card\"><h2>Rewards</h2>");
        int most = tally.rewards().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        bars(tally.rewards().entrySet().stream()
                .map(entry -> new Bar(entry.getKey(), entry.getValue(), most, color(entry.getKey(), 2)))
                .toList());
        html.append("</div>");
    }

    private void reasons() {
        Map<String, List<Tally.Row>> byComponent = new LinkedHashMap<>();
        tally.reasons()
                .forEach(row -> byComponent
                        .computeIfAbsent(row.component(), _ -> new java.util.ArrayList<>())
                        .add(row));
        byComponent.forEach((component, rows) -> {
            html.append("<div class=\"card\"><h2>Why: ")
                    .append(escape(component))
                    .append("</h2>");
            int most = rows.stream().mapToInt(Tally.Row::count).max().orElse(1);
            bars(rows.stream()
                    .map(row -> new Bar(row.reason(), row.count(), most, color(row.value(), 1)))
                    .toList());
            html.append("</div>");
        });
    }

    private record Bar(String label, int count, int most, String color) {}

    private void bars(List<Bar> bars) {
        html.append("<svg width=\"100%\" viewBox=\"0 0 760 ")
                .append(bars.size() * 24)
                .append("\" role=\"img\">");
        int y = 0;
        for (Bar bar : bars) {
            double width = Math.max(2, 460.0 * bar.count() / bar.most());
            html.append(String.format(
                    Locale.ROOT,
                    "<text x=\"212\" y=\"%d\" text-anchor=\"end\">%s</text>"
                            + "<rect x=\"222\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"3\" fill=\"var(--%s)\"/>"
                            + "<text class=\"soft\" x=\"%.1f\" y=\"%d\">%d</text>",
                    y + 16,
                    escape(bar.label()),
                    y + 4,
                    width,
                    bar.color(),
                    230 + width,
                    y + 16,
                    bar.count()));
            y += 24;
        }
        html.append("</svg>");
    }

    private static String color(String value, double best) {
        if (value.equals("null")) {
            return "none";
        }
        double share = Double.parseDouble(value) / best;
        return share >= 1 ? "good" : share > 0 ? "half" : "bad";
    }

    /** Each group a row of squares: what a trainer that compares within groups gets to see. */
    private void groups() {
        Map<String, List<Reward>> groups = new LinkedHashMap<>();
        for (Traffic.Arrival arrival : result.rules().arrivals()) {
            groups.computeIfAbsent(arrival.reward().groupId(), _ -> new java.util.ArrayList<>())
                    .add(arrival.reward());
        }
        List<Map.Entry<String, List<Reward>>> shown = groups.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .toList();
        int rows = (shown.size() + 1) / 2;
        html.append("<div class=\"card\"><h2>Groups</h2><p class=\"key\">")
                .append(key("good", "full reward"))
                .append(key("half", "a part of it"))
                .append(key("bad", "0"))
                .append(key("none", "null: nobody could judge"))
                .append(". A square is a rollout, a row is a group.</p>")
                .append("<svg width=\"100%\" viewBox=\"0 0 1000 ")
                .append(rows * 20 + 4)
                .append("\" role=\"img\">");
        for (int i = 0; i < shown.size(); i++) {
            int x = i < rows ? 0 : 500;
            int y = (i % rows) * 20;
            html.append("<text x=\"")
                    .append(x + 180)
                    .append("\" y=\"")
                    .append(y + 14)
                    .append("\" text-anchor=\"end\">")
                    .append(escape(shown.get(i).getKey()))
                    .append("</text>");
            int column = 0;
            for (Reward reward : shown.get(i).getValue()) {
                String value = reward.value().isPresent()
                        ? String.valueOf(reward.value().getAsDouble())
                        : "null";
                html.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"16\" height=\"16\" rx=\"3\" fill=\"var(--%s)\">"
                                + "<title>%s: %s</title></rect>",
                        x + 190 + column * 20,
                        y + 2,
                        color(value, 2),
                        escape(reward.id()),
                        value));
                column++;
            }
        }
        html.append("</svg></div>");
    }

    /** Pairs of answers with their values, the better one on the left. */
    private void models(DemoPart part) {
        html.append("<div class=\"card\"><h2>Reward models: helpful and safety</h2><p class=\"key\">")
                .append(key("good", "the better answer has the higher value"))
                .append(key("bad", "it has not"))
                .append(". Two small models that come with the project, with the recipe ")
                .append(escape(recipe(part)))
                .append("; helpful reads what follows the thinking, safety everything.</p>")
                .append("<table><tr><th>prompt</th><th>component</th><th>better answer</th><th>worse answer</th></tr>");
        for (ModelPair pair : ModelPair.of(part)) {
            String color = pair.isOrdered() ? "good" : "bad";
            html.append("<tr><td class=\"wrap\">")
                    .append(escape(pair.prompts()))
                    .append("</td><td>")
                    .append(escape(pair.component()))
                    .append("</td><td>");
            answer(pair.better(), color);
            html.append("</td><td>");
            answer(pair.worse(), color);
            html.append("<span class=\"soft\">").append(escape(pair.why())).append("</span></td></tr>");
        }
        html.append("</table></div>");
    }

    private void answer(ModelPair.Answer answer, String color) {
        html.append(String.format(
                Locale.ROOT,
                "<svg width=\"160\" height=\"18\" viewBox=\"0 0 160 18\" role=\"img\">"
                        + "<rect x=\"0\" y=\"3\" width=\"110\" height=\"12\" rx=\"3\" fill=\"var(--line)\"/>"
                        + "<rect x=\"0\" y=\"3\" width=\"%.1f\" height=\"12\" rx=\"3\" fill=\"var(--%s)\"/>"
                        + "<text x=\"116\" y=\"13\">%s</text></svg><br>%s ",
                110 * Math.clamp(answer.value().orElse(0), 0, 1),
                color,
                DemoText.value(answer.value()),
                escape(answer.text())));
    }

    private static String key(String color, String meaning) {
        return "<i style=\"background:var(--" + color + ")\"></i>" + meaning;
    }

    private void load() {
        DemoLoad load = result.load();
        if (load.rollouts() == 0) {
            return;
        }
        html.append("<div class=\"card\"><h2>Load: rewards over time</h2>")
                .append("<svg width=\"100%\" viewBox=\"0 0 760 220\" role=\"img\">");
        StringBuilder path = new StringBuilder("M60,190");
        int step = Math.max(1, load.arrivals().size() / 400);
        for (int i = 0; i < load.arrivals().size(); i += step) {
            path.append(String.format(
                    Locale.ROOT,
                    " L%.1f,%.1f",
                    60 + 680 * load.arrivals().get(i) / load.seconds(),
                    190 - 170.0 * i / load.rollouts()));
        }
        html.append("<path d=\"")
                .append(path)
                .append(" L740,20\" fill=\"none\" stroke=\"var(--accent)\" stroke-width=\"2\"/>")
                .append("<path d=\"M60,20 V190 H740\" fill=\"none\" stroke=\"var(--line)\"/>")
                .append("<text class=\"soft\" x=\"54\" y=\"28\" text-anchor=\"end\">")
                .append(number(load.rollouts()))
                .append("</text><text class=\"soft\" x=\"54\" y=\"194\" text-anchor=\"end\">0</text>")
                .append(String.format(
                        Locale.ROOT,
                        "<text class=\"soft\" x=\"740\" y=\"210\" text-anchor=\"end\">%.1f s</text>",
                        load.seconds()))
                .append("</svg></div>");
    }

    /** The rollouts that did not get everything, with what the functions saw. */
    private void zeros() {
        html.append("<div class=\"card\"><h2>Why not more</h2>")
                .append("<p class=\"key\">The first ")
                .append(MOST_ROWS)
                .append(
                        " components below 1, with what the functions saw.</p><table><tr><th>rollout</th><th>reward</th>")
                .append("<th>component</th><th>reason</th><th>evidence</th></tr>");
        int rows = 0;
        for (int i = 0; i < result.rules().arrivals().size() && rows < MOST_ROWS; i++) {
            Reward reward = result.rules().arrivals().get(i).reward();
            Rollout rollout = result.rules().rollouts().get(i);
            for (Reward.Term term : reward.terms()) {
                Component component = term.component();
                if (component.outcome().value().orElse(0) >= 1) {
                    continue;
                }
                rows++;
                html.append("<tr><td>")
                        .append(escape(rollout.id()))
                        .append("</td><td class=\"num\">")
                        .append(
                                reward.value().isPresent()
                                        ? String.valueOf(reward.value().getAsDouble())
                                        : "null")
                        .append("</td><td>")
                        .append(escape(component.name()))
                        .append("</td><td>")
                        .append(escape(component.outcome().reason().name()))
                        .append("</td><td><code>")
                        .append(escape(component.outcome().evidence()))
                        .append("</code></td></tr>");
            }
        }
        html.append("</table></div>");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
