package dev.assay.bench.kafka;

import dev.assay.bench.peer.Child;
import dev.assay.bench.report.Comparison;
import dev.assay.bench.report.Machine;
import dev.assay.bench.report.Measurement;
import dev.assay.bench.report.Report;
import dev.assay.broker.BrokerOptions;
import dev.assay.broker.BrokerProcess;
import dev.assay.service.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Measures the worker beside {@link BareLoop}, and the whole path with the join, on an embedded broker. */
public final class KafkaBench {
    private static final List<Payload> PAYLOADS = List.of(new Payload(4, 48_000), new Payload(64, 4_800));
    private static final int ROUNDS = 4;
    private static final double FLOOR = 0.6;
    private static final Duration ROUND_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final String UNIT = "rollouts/s";

    private KafkaBench() {}

    /** Runs it, in about two minutes. */
    public static Report run(String command) throws IOException, InterruptedException, ExecutionException {
        Machine machine = Machine.now();
        List<Measurement> measurements = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        for (Payload payload : PAYLOADS) {
            worker(payload, measurements, comparisons);
            path(payload, measurements);
        }
        return new Report(
                "kafka",
                command,
                machine,
                measurements,
                comparisons,
                List.of(
                        "made-up words, lz4, groups of " + Payload.GROUP + ", one embedded broker with 12 partitions a"
                                + " topic; all processes share the cores",
                        "worker: one RolloutWorker with the format check, which reads what is there as a new consumer"
                                + " group; from its first output to its last, best of " + ROUNDS
                                + " rounds after one that warms up",
                        "bare: one thread that polls, parses and sends a constant of the same size, with the same"
                                + " clients and settings, in turn with the worker",
                        "whole path: one process with worker and join (exactly once), from the first rollout sent to"
                                + " the last reward read, read_committed; the join commits every 100"
                                + " ms"));
    }

    private static void worker(Payload payload, List<Measurement> measurements, List<Comparison> comparisons)
            throws IOException, InterruptedException, ExecutionException {
        List<Double> worker = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary());
                Traffic traffic = new Traffic(broker.bootstrapServers());
                Child workerChild = Child.java(KafkaChild.class, "worker", broker.bootstrapServers());
                Child bareChild = Child.java(KafkaChild.class, "bare", broker.bootstrapServers())) {
            workerChild.await("READY");
            bareChild.await("READY");
            traffic.create(BareLoop.OUTPUT);
            traffic.produce("round", payload.count(), payload.texts());
            for (int round = 0; round <= ROUNDS; round++) {
                // Whoever goes first changes, so that what else the machine does falls on both.
                boolean workerFirst = round % 2 == 0;
                for (boolean ofWorker : new boolean[] {workerFirst, !workerFirst}) {
                    double rate = ofWorker
                            ? drain(workerChild, traffic, Topics.COMPONENTS, payload.count(), "worker-" + round)
                            : drain(bareChild, traffic, BareLoop.OUTPUT, payload.count(), "bare-" + round);
                    if (round > 0) {
                        (ofWorker ? worker : bare).add(rate);
                    }
                }
            }
        }
        String scenario = "consume, score, produce, " + payload.label();
        Measurement ours = Measurement.rate(scenario, "assay worker", UNIT, worker);
        Measurement floor = Measurement.rate(scenario, "bare loop", UNIT, bare);
        measurements.add(ours);
        measurements.add(floor);
        comparisons.add(Comparison.of(ours, floor, FLOOR));
    }

    /** The rate from the first output that is seen to the last, so that joining the group does not count. */
    private static double drain(Child child, Traffic traffic, String output, int count, String group)
            throws IOException, InterruptedException, ExecutionException {
        long before = traffic.written(output);
        long end = System.nanoTime() + ROUND_LIMIT.toNanos();
        child.ask("run " + group, "RUNNING");
        long first = 0;
        long firstAt = 0;
        while (true) {
            long written = traffic.written(output) - before;
            long now = System.nanoTime();
            if (first == 0 && written > 0) {
                first = written;
                firstAt = now;
            }
            if (written >= count) {
                child.ask("stop", "STOPPED");
                return (written - first) * 1e9 / (now - firstAt);
            }
            if (now > end) {
                throw new IllegalStateException(written + " of " + count + " were written within " + ROUND_LIMIT);
            }
            Thread.sleep(LOOK);
        }
    }

    private static void path(Payload payload, List<Measurement> measurements) throws IOException {
        List<Double> rates = new ArrayList<>();
        List<String> texts = payload.texts();
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary());
                Child child = Child.java(KafkaChild.class, "path", broker.bootstrapServers())) {
            child.await("READY");
            try (Traffic traffic = new Traffic(broker.bootstrapServers());
                    Traffic.Rewards rewards = traffic.rewards()) {
                for (int round = 0; round <= ROUNDS; round++) {
                    String name = "round" + round;
                    int count = payload.count() / 2 / Payload.GROUP * Payload.GROUP;
                    long start = System.nanoTime();
                    Thread.ofPlatform().name("producer").start(() -> traffic.produce(name, count, texts));
                    rewards.await(name, count, ROUND_LIMIT);
                    if (round > 0) {
                        rates.add(count * 1e9 / (System.nanoTime() - start));
                    }
                }
            }
        }
        measurements.add(Measurement.rate("whole path with the join, " + payload.label(), "assay", UNIT, rates));
    }
}
