package dev.assay.deploy.demo;

import dev.assay.codec.RolloutReader;
import dev.assay.deploy.Progress;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
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
    /** All of it is sent at once and kept until its rewards are in. */
    private static final int MOST_LOAD = 1_000_000;

    private static final List<String> FLAGS =
            List.of("--http-port=0", "--grpc-port=0", "--kafka-port=0", "--recipe=r1-zero");
    /** DeepSeek-R1's last stage. */
    private static final String RECIPE_WITH_MODELS = "r1";

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

    @Option(
            names = "--no-models",
            description = "Leaves the reward models out, whose native libraries the first build downloads (190 MB).")
    boolean withoutModels;

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
        Path serviceLog = log == null ? Files.createTempFile("assay-demo-", ".log") : log;
        Thread forget = new Thread(() -> delete(serviceLog), "demo-log");
        if (log == null) {
            // Whoever interrupts the demo has no use for it; a failure names it, and it stays.
            Runtime.getRuntime().addShutdownHook(forget);
        }
        DemoResult result;
        try (DemoModels models = withoutModels ? DemoModels.none() : DemoModels.start()) {
            result = run(serviceLog, examples, models);
            say("stopping …");
        } catch (AssayException e) {
            if (log == null) {
                keep(forget);
            }
            throw new AssayException(e.code(), e.getMessage() + " (log: " + serviceLog + ")", e);
        }
        DemoText.print(result, out);
        out.println();
        Files.writeString(report, DemoReport.html(result), StandardCharsets.UTF_8);
        out.println("report: " + report.toAbsolutePath());
        return result.isGolden() ? 0 : 1;
    }

    private DemoResult run(Path serviceLog, Path examples, DemoModels models) throws IOException {
        say("starting the broker and the services …");
        long begin = System.nanoTime();
        try (ServiceProcess services = ServiceProcess.start(serviceLog, FLAGS, models.environment())) {
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
                return run(services, examples, models.areThere(), startSeconds);
            } finally {
                Runtime.getRuntime().removeShutdownHook(stop);
            }
        }
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

    private DemoResult run(ServiceProcess services, Path examples, boolean withModels, double startSeconds)
            throws IOException {
        try (Traffic traffic = new Traffic(services.address("kafka"))) {
            DemoPart rules = send(traffic, read(examples.resolve("rollouts.jsonl")), examples.resolve("rewards.jsonl"));
            Optional<DemoPart> models = Optional.empty();
            if (withModels) {
                List<Rollout> general = read(examples.resolve("general-rollouts.jsonl")).stream()
                        .map(rollout -> copy(rollout, "", Optional.of(RECIPE_WITH_MODELS)))
                        .toList();
                models = Optional.of(send(traffic, general, examples.resolve("general-rewards.jsonl")));
            }
            return new DemoResult(
                    rules, models, startSeconds, load > 0 ? measure(traffic, rules.rollouts()) : DemoLoad.NONE);
        }
    }

    private DemoPart send(Traffic traffic, List<Rollout> rollouts, Path golden) throws IOException {
        Progress progress = new Progress("rewarded", "rollouts", OptionalLong.of(rollouts.size()));
        long[] count = new long[1];
        say("sending " + rollouts.size() + " example rollouts through Kafka …");
        Map<String, Traffic.Arrival> arrivals = traffic.run(rollouts, _ -> progress.at(++count[0], count[0]));
        progress.end();
        List<Traffic.Arrival> ordered = new ArrayList<>();
        for (Rollout rollout : rollouts) {
            Traffic.Arrival arrival = arrivals.get(rollout.id());
            if (arrival == null) {
                throw new AssayException(ErrorCode.INTERNAL, "rollout " + rollout.id() + " has no reward");
            }
            ordered.add(arrival);
        }
        List<String> rewards =
                ordered.stream().map(Traffic.Arrival::reward).map(Golden::line).toList();
        return new DemoPart(rollouts, ordered, Golden.differences(rewards, Files.readAllLines(golden)));
    }

    /** The examples again and again under other names, as fast as they go. */
    private DemoLoad measure(Traffic traffic, List<Rollout> rollouts) {
        List<Rollout> many = new ArrayList<>(load);
        for (int round = 0; many.size() < load; round++) {
            for (Rollout rollout : rollouts) {
                many.add(copy(rollout, "-load-" + round, rollout.recipe()));
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

    private static Rollout copy(Rollout rollout, String suffix, Optional<String> recipe) {
        return new Rollout(
                rollout.id() + suffix,
                rollout.groupId() + suffix,
                rollout.groupSize(),
                rollout.task(),
                rollout.prompt(),
                rollout.completion(),
                rollout.reference(),
                rollout.language(),
                recipe,
                rollout.deadlineMs(),
                rollout.prefilledThink(),
                rollout.finishReason(),
                rollout.tokens(),
                rollout.policyVersion(),
                rollout.metadata());
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

    private void say(String what) {
        System.err.println("assay: " + what);
    }

    private static double seconds(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toNanos() / 1e9;
    }
}
