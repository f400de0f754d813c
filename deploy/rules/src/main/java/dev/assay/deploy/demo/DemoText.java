package dev.assay.deploy.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What a demo says at its end. */
final class DemoText {
    private static final int MOST_DIFFERENCES = 5;

    private DemoText() {}

    static void print(DemoResult result, PrintStream out) {
        Tally tally = Tally.of(result.rules().rewards());
        out.println();
        out.printf("%-12s %-14s %6s  %-24s %8s%n", "component", "outcome", "value", "reason", "rollouts");
        for (Tally.Row row : tally.reasons()) {
            out.printf(
                    "%-12s %-14s %6s  %-24s %8d%n",
                    row.component(), row.outcome(), row.value(), row.reason(), row.count());
        }
        out.println();
        out.print("rewards:");
        tally.rewards().forEach((reward, count) -> out.print("  " + reward + " × " + count));
        out.println();
        result.models().ifPresent(models -> print(ModelPair.of(models), out));
        if (result.load().rollouts() > 0) {
            print(result.load(), out);
        }
        print("golden file", result.rules(), "byte for byte but for micros", out);
        result.models()
                .ifPresent(models ->
                        print("golden file of the reward models", models, "their values within rounding", out));
    }

    private static void print(List<ModelPair> pairs, PrintStream out) {
        out.println();
        out.printf(
                "%-12s %6s   %6s  %s%n",
                "component", "better", "worse", "prompt (what is wrong with the worse answer)");
        for (ModelPair pair : pairs) {
            out.printf(
                    "%-12s %6s %s %6s  %s (%s)%n",
                    pair.component(),
                    value(pair.better().value()),
                    pair.isOrdered() ? ">" : "!",
                    value(pair.worse().value()),
                    pair.prompts(),
                    pair.why());
        }
        out.println("reward models: the better answer has the higher value in "
                + pairs.stream().filter(ModelPair::isOrdered).count() + " of " + pairs.size()
                + " pairs (small models that show how it works)");
        out.println();
    }

    static String value(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "null";
    }

    private static void print(DemoLoad load, PrintStream out) {
        double[] latencies = load.latencies();
        out.printf(
                Locale.ROOT,
                "throughput: %,d rollouts through Kafka, services and join in %.1f s = %,.0f/s"
                        + " (%d cores; all in flight at once: half within %.0f ms, 99%% within %.0f ms)%n",
                load.rollouts(),
                load.seconds(),
                load.rollouts() / load.seconds(),
                Runtime.getRuntime().availableProcessors(),
                latencies[latencies.length / 2],
                latencies[(int) (latencies.length * 0.99)]);
    }

    private static void print(String file, DemoPart part, String how, PrintStream out) {
        if (part.differences().isEmpty()) {
            out.println(file + ": all " + part.arrivals().size() + " rewards are the same, " + how);
        } else {
            out.println(file + ": " + part.differences().size() + " rewards differ:");
            part.differences().stream().limit(MOST_DIFFERENCES).forEach(out::println);
        }
    }
}
