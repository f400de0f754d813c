package dev.assay.bench.math;

import dev.assay.bench.peer.Python;
import dev.assay.bench.report.Comparison;
import dev.assay.bench.report.Machine;
import dev.assay.bench.report.Measurement;
import dev.assay.bench.report.Report;
import dev.assay.math.MathVerifier;
import dev.assay.math.cas.SymjaCas;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Measures the verifier: rate and latency on Math-Verify's pairs, beside Math-Verify; cold start; hostile answers. */
public final class MathBench {
    private static final String SCENARIO = "Math-Verify's pairs, warm, one thread";
    private static final String RATE = "pairs/s";
    private static final int ROUNDS = 4;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration PEER_LIMIT = Duration.ofMinutes(5);

    private MathBench() {}

    /** Runs it, in about a minute, and as much for the peer. */
    public static Report run(String command) throws IOException, InterruptedException {
        Machine machine = Machine.now();
        List<Measurement> measurements = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        notes.add("assay: profile math-verify, extraction included, references read anew for each pair; computer algebra"
                + " in its workers wherever a pair needs it");
        MathVerifier verifier = new MathVerifier(SymjaCas.shared());
        if (Files.isReadable(Pairs.file())) {
            rates(verifier, Pairs.read(), measurements, comparisons, notes);
        } else {
            notes.add("no case files at " + Pairs.file() + ", so nothing is measured on pairs");
        }
        measurements.add(cold());
        hostile(measurements, notes);
        return new Report("math", command, machine, measurements, comparisons, notes);
    }

    private static void rates(
            MathVerifier verifier,
            Pairs pairs,
            List<Measurement> measurements,
            List<Comparison> comparisons,
            List<String> notes)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < end) {
            pairs.pass(verifier);
        }
        List<Double> rounds = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        int cores = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(rate(verifier, pairs, 1));
            all.add(rate(verifier, pairs, cores));
        }
        Measurement ours = Measurement.rate(SCENARIO, "assay", RATE, rounds);
        measurements.add(ours);
        measurements.add(Measurement.rate("the same, by processor time, 1 thread", "assay", RATE, perCpu(verifier, pairs)));
        measurements.add(Measurement.rate("the same, " + cores + " threads", "assay", RATE, all));
        double[] latency = latency(verifier, pairs);
        measurements.add(Measurement.cost("median of a pair", "assay", "µs", List.of(latency[0])));
        measurements.add(Measurement.cost("99th percentile of the pairs", "assay", "µs", List.of(latency[1])));
        Optional<Python> python = Python.with("math_verify");
        if (python.isEmpty()) {
            notes.add("no Python with math-verify here (pip install math-verify[antlr4_13_2]), so there is no peer to"
                    + " compare with");
            return;
        }
        Path folder = Files.createTempDirectory("assay-bench-");
        Path script = Python.script("math_verify_rate.py", folder);
        Optional<String> said = Python.run(
                python.get().command(script, Pairs.file().toString(), String.valueOf(ROUNDS)), PEER_LIMIT);
        Files.delete(script);
        Files.delete(folder);
        if (said.isEmpty()) {
            notes.add("Math-Verify did not end within " + PEER_LIMIT.toMinutes() + " min");
            return;
        }
        double[] figures =
                Arrays.stream(said.get().split(" ")).mapToDouble(Double::parseDouble).toArray();
        List<Double> theirs = new ArrayList<>();
        for (int i = 1; i <= ROUNDS; i++) {
            theirs.add(figures[0] / figures[i]);
        }
        Measurement peer = Measurement.rate(SCENARIO, "math-verify", RATE, theirs);
        measurements.add(peer);
        measurements.add(Measurement.cost("median of a pair", "math-verify", "µs", List.of(figures[ROUNDS + 1])));
        measurements.add(
                Measurement.cost("99th percentile of the pairs", "math-verify", "µs", List.of(figures[ROUNDS + 2])));
        comparisons.add(Comparison.of(ours, peer, 100));
    }

    private static double rate(MathVerifier verifier, Pairs pairs, int threads) throws InterruptedException {
        LongAdder done = new LongAdder();
        long begin = System.nanoTime();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() - begin < ROUND.toNanos()) {
                    pairs.pass(verifier);
                    done.add(pairs.all().size());
                }
            }));
        }
        for (Thread thread : all) {
            thread.join();
        }
        return done.sum() * 1e9 / (System.nanoTime() - begin);
    }

    private static List<Double> perCpu(MathVerifier verifier, Pairs pairs) {
        var threads = ManagementFactory.getThreadMXBean();
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long begin = threads.getCurrentThreadCpuTime();
            int passes = 0;
            while (threads.getCurrentThreadCpuTime() - begin < ROUND.toNanos() / 2) {
                pairs.pass(verifier);
                passes++;
            }
            rates.add(passes * pairs.all().size() * 1e9 / (threads.getCurrentThreadCpuTime() - begin));
        }
        return rates;
    }

    /** Each pair by the median of its calls, against the noise of the machine. */
    private static double[] latency(MathVerifier verifier, Pairs pairs) {
        int passes = 51;
        double[] medians = new double[pairs.all().size()];
        for (int i = 0; i < medians.length; i++) {
            Pairs.Pair pair = pairs.all().get(i);
            double[] times = new double[passes];
            for (int pass = 0; pass < passes; pass++) {
                long begin = System.nanoTime();
                verifier.verify(pair.reference(), pair.completion());
                times[pass] = (System.nanoTime() - begin) / 1e3;
            }
            Arrays.sort(times);
            medians[i] = times[passes / 2];
        }
        Arrays.sort(medians);
        return new double[] {medians[medians.length / 2], medians[medians.length * 99 / 100]};
    }

    private static Measurement cold() throws IOException, InterruptedException {
        List<Double> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ColdVerdict.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Measurement.missing("first verdict of a cold process", "assay", "s", "it did not end");
            }
            rounds.add((System.nanoTime() - begin) / 1e9);
        }
        return Measurement.cost("first verdict of a cold process", "assay", "s", rounds);
    }

    private static void hostile(List<Measurement> measurements, List<String> notes) {
        MathVerifier without = new MathVerifier();
        Hostile.costs(without, 3);
        List<Hostile.Cost> costs = Hostile.costs(without, 5);
        for (boolean memory : new boolean[] {false, true}) {
            Hostile.Cost worst = Hostile.worst(costs, memory).orElseThrow();
            measurements.add(Measurement.cost(
                            "dearest of " + costs.size() + " hostile answers, before computer algebra",
                            "assay",
                            memory ? "MiB" : "CPU ms",
                            List.of(memory ? worst.megabytes() : worst.millis()))
                    .with(worst.name()));
        }
        List<Double> walls = new ArrayList<>();
        String dearest = "";
        double most = 0;
        MathVerifier with = new MathVerifier(SymjaCas.shared());
        for (var answer : Hostile.answers().entrySet()) {
            with.verify("\\sin x", "\\boxed{" + answer.getValue() + "}");
            long begin = System.nanoTime();
            with.verify("\\sin x", "\\boxed{" + answer.getValue() + "}");
            double millis = (System.nanoTime() - begin) / 1e6;
            if (millis > most) {
                most = millis;
                dearest = answer.getKey();
            }
        }
        walls.add(most);
        measurements.add(Measurement.cost("the same with computer algebra, wall", "assay", "ms", walls).with(dearest));
        notes.add("hostile answers: against five references, best of five calls, time and allocation of the calling thread");
    }
}
