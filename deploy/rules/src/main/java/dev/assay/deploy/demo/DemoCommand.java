package dev.assay.deploy.demo;

import dev.assay.codec.RewardWriter;
import dev.assay.codec.RolloutReader;
import dev.assay.deploy.Progress;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./assay demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "The main job end to end on this machine: broker, services, real rollouts through Kafka, a report.")
public final class DemoCommand implements Callable<Integer> {
    private static final Pattern MICROS = Pattern.compile("\"micros\":\\d+");
    /** All of it is sent at once and kept until its rewards are in. */
    private static final int MOST_LOAD = 1_000_000;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--report",
            defaultValue = "assay-demo.html",
            paramLabel = "FILE",
            description = "Where the HTML report goes (default: ${DEFAULT-VALUE}).")
    Path report;

    @Option(
            names = "--load",
            defaultValue = "10000",
            paramLabel = "N",
            description = "How many rollouts the throughput is measured with, 0 for none (default: ${DEFAULT-VALUE}).")
    int load;

    @Option(names = "--log", paramLabel = "FILE", description = "Keeps the log of the services here.")
    @Nullable Path log;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        if (load < 0 || load > MOST_LOAD) {
            throw new ParameterException(spec.commandLine(), "--load must be from 0 to " + MOST_LOAD + ", not " + load);
        }
        Path folder = report.toAbsolutePath().getParent();
        if (Files.isDirectory(report) || folder == null || !Files.isWritable(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "--report " + report + ": no file can be written there; name another");
        }
        Path examples = Path.of(System.getProperty("assay.root", "."), "examples");
        List<Rollout> rollouts = read(examples.resolve("rollouts.jsonl"));
        List<String> golden = Files.readAllLines(examples.resolve("rewards.jsonl"));
        Path serviceLog = log == null ? Files.createTempFile("assay-demo-", ".log") : log;
        Thread forget = new Thread(() -> delete(serviceLog), "demo-log");
        if (log == null) {
            // Whoever interrupts the demo has no use for it; a failure names it, and it stays.
            Runtime.getRuntime().addShutdownHook(forget);
        }
        long begin = System.nanoTime();
        say("starting the broker and the services …");
        DemoResult result;
        try (ServiceProcess services = ServiceProcess.start(
                serviceLog, List.of("--http-port=0", "--grpc-port=0", "--kafka-port=0", "--recipe=r1-zero"))) {
            Thread stop = new Thread(services::close, "demo-stop");
            Runtime.getRuntime().addShutdownHook(stop);
            try {
                double startSeconds = seconds(begin);
                say(String.format(
                        Locale.ROOT,
                        "ready after %.1f s: REST and dashboard %s, gRPC %s, Kafka %s",
                        startSeconds,
                        services.address("http"),
                        services.address("grpc"),
                        services.address("kafka")));
                result = run(services, rollouts, golden, startSeconds);
            } finally {
                Runtime.getRuntime().removeShutdownHook(stop);
            }
            say("stopping …");
        } catch (AssayException e) {
            if (log == null) {
                keep(forget);
            }
            throw new AssayException(e.code(), e.getMessage() + " (log: " + serviceLog + ")", e);
        }
        print(result);
        out.println();
        Files.writeString(report, DemoReport.html(result), StandardCharsets.UTF_8);
        out.println("report: " + report.toAbsolutePath());
        return result.differences().isEmpty() ? 0 : 1;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("assay: " + file + " could not be deleted: " + e.getMessage());
        }
    }

    private static void keep(Thread forget) {
        try {
            Runtime.getRuntime().removeShutdownHook(forget);
        } catch (IllegalStateException e) {
            // The failure is that of an interrupt: the process is ending already, and the log with it.
            return;
        }
    }

    private DemoResult run(ServiceProcess services, List<Rollout> rollouts, List<String> golden, double startSeconds) {
        try (Traffic traffic = new Traffic(services.address("kafka"))) {
            Progress progress = new Progress("rewarded", "rollouts", OptionalLong.of(rollouts.size()));
            long[] count = new long[1];
            long begin = System.nanoTime();
            say("sending " + rollouts.size() + " example rollouts through Kafka …");
            Map<String, Traffic.Arrival> arrivals = traffic.run(rollouts, _ -> progress.at(++count[0], count[0]));
            double exampleSeconds = seconds(begin);
            progress.end();
            List<Traffic.Arrival> ordered = new ArrayList<>();
            for (Rollout rollout : rollouts) {
                Traffic.Arrival arrival = arrivals.get(rollout.id());
                if (arrival == null) {
                    throw new AssayException(ErrorCode.INTERNAL, "rollout " + rollout.id() + " has no reward");
                }
                ordered.add(arrival);
            }
            DemoLoad loadResult = load > 0 ? measure(traffic, rollouts) : DemoLoad.NONE;
            return new DemoResult(
                    rollouts, ordered, differences(ordered, golden), startSeconds, exampleSeconds, loadResult);
        }
    }

    /** The examples again and again under other names, as fast as they go. */
    private DemoLoad measure(Traffic traffic, List<Rollout> rollouts) {
        List<Rollout> many = new ArrayList<>(load);
        for (int round = 0; many.size() < load; round++) {
            for (Rollout rollout : rollouts) {
                many.add(renamed(rollout, "-load-" + round));
            }
        }
        say(String.format(Locale.ROOT, "measuring with %,d rollouts …", many.size()));
        Progress progress = new Progress("rewarded", "rollouts", OptionalLong.of(many.size()));
        List<Double> seconds = new ArrayList<>(many.size());
        long begin = System.nanoTime();
        Map<String, Traffic.Arrival> arrivals = traffic.run(many, _ -> {
            seconds.add(seconds(begin));
            progress.at(seconds.size(), seconds.size());
        });
        double total = seconds(begin);
        progress.end();
        double[] latencies = arrivals.values().stream()
                .mapToDouble(Traffic.Arrival::millis)
                .sorted()
                .toArray();
        return new DemoLoad(many.size(), total, List.copyOf(seconds), latencies);
    }

    private static Rollout renamed(Rollout rollout, String suffix) {
        return new Rollout(
                rollout.id() + suffix,
                rollout.groupId() + suffix,
                rollout.groupSize(),
                rollout.task(),
                rollout.prompt(),
                rollout.completion(),
                rollout.reference(),
                rollout.language(),
                rollout.recipe(),
                rollout.deadlineMs(),
                rollout.prefilledThink(),
                rollout.finishReason(),
                rollout.tokens(),
                rollout.policyVersion(),
                rollout.metadata());
    }

    private static List<String> differences(List<Traffic.Arrival> arrivals, List<String> golden) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(arrivals.size(), golden.size()); i++) {
            String got = i < arrivals.size() ? line(arrivals.get(i).reward()) : "nothing";
            String expected = i < golden.size() ? withoutMicros(golden.get(i)) : "nothing";
            if (!got.equals(expected)) {
                differences.add("line " + (i + 1) + "\n  got      " + got + "\n  expected " + expected);
            }
        }
        return differences;
    }

    private static String line(Reward reward) {
        return withoutMicros(new String(RewardWriter.write(reward), StandardCharsets.UTF_8));
    }

    static String withoutMicros(String line) {
        return MICROS.matcher(line).replaceAll("\"micros\":0");
    }

    private static List<Rollout> read(Path file) throws IOException {
        List<Rollout> rollouts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                rollouts.add(RolloutReader.read(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return rollouts;
    }

    private void print(DemoResult result) {
        Tally tally =
                Tally.of(result.arrivals().stream().map(Traffic.Arrival::reward).toList());
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
        if (result.load().rollouts() > 0) {
            double[] latencies = result.load().latencies();
            out.printf(
                    Locale.ROOT,
                    "throughput: %,d rollouts through Kafka, services and join in %.1f s = %,.0f/s"
                            + " (%d cores; all in flight at once: half within %.0f ms, 99%% within %.0f ms)%n",
                    result.load().rollouts(),
                    result.load().seconds(),
                    result.load().rollouts() / result.load().seconds(),
                    Runtime.getRuntime().availableProcessors(),
                    latencies[latencies.length / 2],
                    latencies[(int) (latencies.length * 0.99)]);
        }
        if (result.differences().isEmpty()) {
            out.println("golden file: all " + result.arrivals().size()
                    + " rewards are the same, byte for byte but for micros");
        } else {
            out.println("golden file: " + result.differences().size() + " rewards differ:");
            result.differences().stream().limit(5).forEach(out::println);
        }
    }

    private void say(String what) {
        System.err.println("assay: " + what);
    }

    private static double seconds(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toNanos() / 1e9;
    }
}
