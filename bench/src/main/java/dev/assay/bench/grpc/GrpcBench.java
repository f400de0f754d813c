package dev.assay.bench.grpc;

import dev.assay.bench.peer.Child;
import dev.assay.bench.peer.Python;
import dev.assay.bench.report.Comparison;
import dev.assay.bench.report.Machine;
import dev.assay.bench.report.Measurement;
import dev.assay.bench.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures {@link AssayServer} beside {@link BareServer} and {@link FastApi}, in turn, from this process. */
public final class GrpcBench {
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int ROUNDS = 4;
    private static final String UNIT = "scores/s";
    private static final String COST = "server cpu us/score";

    private GrpcBench() {}

    /** Runs it, in about two minutes. */
    public static Report run(String command) throws IOException, InterruptedException {
        Machine machine = Machine.now();
        List<Measurement> measurements = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        List<String> notes = new ArrayList<>(List.of(
                "completions of 4 KB, well formed; one client process with one connection for gRPC; best of " + ROUNDS
                        + " rounds of " + ROUND.toSeconds() + " s after a warm-up, the servers in turn",
                "bare: grpc-java's Netty server on a fixed pool of the same size, parsing the same messages, answering a"
                        + " constant of the same size",
                "client and servers share the cores, so that rates are lower and ratios nearer to one than with a client"
                        + " elsewhere; the server's processor time does not have this effect"));
        try (Child assay = Child.java(AssayServer.class);
                Child bare = Child.java(BareServer.class);
                GrpcLoad assayLoad = new GrpcLoad(Integer.parseInt(assay.await("READY")));
                GrpcLoad bareLoad = new GrpcLoad(Integer.parseInt(bare.await("READY")))) {
            for (Scenario scenario : Scenario.values()) {
                // Compiled code for one scenario serves the others, so all are warm before the first is measured.
                load(assayLoad, scenario, WARM_UP);
                load(bareLoad, scenario, WARM_UP);
            }
            for (Scenario scenario : Scenario.values()) {
                Subject ours = new Subject("assay", assay, length -> load(assayLoad, scenario, length));
                Subject floor = new Subject("bare grpc-java", bare, length -> load(bareLoad, scenario, length));
                rounds(List.of(ours, floor));
                measurements.addAll(
                        List.of(ours.rate(scenario), floor.rate(scenario), ours.cost(scenario), floor.cost(scenario)));
                comparisons.add(Comparison.of(ours.rate(scenario), floor.rate(scenario), scenario.floor()));
                comparisons.add(Comparison.of(ours.cost(scenario), floor.cost(scenario)));
            }
        }
        peer(measurements, comparisons, notes);
        return new Report("grpc", command, machine, measurements, comparisons, notes);
    }

    private static double load(GrpcLoad load, Scenario scenario, Duration length) throws InterruptedException {
        return switch (scenario) {
            case UNARY, BATCH -> load.unary(scenario.request(), scenario.underWay(), length);
            case STREAM, STREAM_OF_BATCHES -> load.stream(scenario.request(), scenario.underWay(), length);
        };
    }

    private static void rounds(List<Subject> subjects) throws InterruptedException {
        for (Subject subject : subjects) {
            subject.warmUp();
        }
        for (int round = 0; round < ROUNDS; round++) {
            // Whoever goes first changes, so that what else the machine does falls on both.
            for (Subject subject : round % 2 == 0 ? subjects : subjects.reversed()) {
                subject.round();
            }
        }
    }

    private static void peer(List<Measurement> measurements, List<Comparison> comparisons, List<String> notes)
            throws IOException, InterruptedException {
        Optional<Python> python = Python.with("fastapi", "uvicorn");
        if (python.isEmpty()) {
            notes.add(
                    "no FastAPI here to compare with; pip install fastapi 'uvicorn[standard]', and name the Python in "
                            + Python.VARIABLE + " where it is not python3");
            return;
        }
        int workers = Runtime.getRuntime().availableProcessors();
        notes.add("fastapi: the regex check in an async handler, JSON, " + workers + " uvicorn workers, Python "
                + python.get().version() + ", a client of raw sockets that keeps as many connections as requests are"
                + " under way");
        try (FastApi server = FastApi.start(python.get(), workers)) {
            HttpLoad load = new HttpLoad(server.port());
            for (Scenario scenario : Scenario.values()) {
                if (scenario.isHttpToo()) {
                    String json = scenario.json();
                    Subject peer = new Subject(
                            "fastapi",
                            server.child(),
                            length -> load.post("/score", json, scenario.rollouts(), scenario.underWay(), length));
                    rounds(List.of(peer));
                    measurements.add(peer.rate(scenario));
                    measurements.add(peer.cost(scenario));
                    for (Measurement measured : List.copyOf(measurements)) {
                        boolean same = measured.scenario().equals(scenario.label())
                                && measured.subject().equals("assay");
                        if (same) {
                            comparisons.add(Comparison.of(
                                    measured,
                                    measured.unit().equals(UNIT) ? peer.rate(scenario) : peer.cost(scenario)));
                        }
                    }
                }
            }
        }
    }

    /** What puts load on a server and returns scores a second. */
    private interface Work {
        double run(Duration length) throws InterruptedException;
    }

    private static final class Subject {
        private final String name;
        private final Child server;
        private final Work work;
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> costs = new ArrayList<>();

        Subject(String name, Child server, Work work) {
            this.name = name;
            this.server = server;
            this.work = work;
        }

        void warmUp() throws InterruptedException {
            work.run(WARM_UP);
        }

        void round() throws InterruptedException {
            Duration before = server.processorTime();
            double rate = work.run(ROUND);
            Duration used = server.processorTime().minus(before);
            rates.add(rate);
            costs.add(used.toNanos() / 1e3 / (rate * ROUND.toNanos() / 1e9));
        }

        Measurement rate(Scenario scenario) {
            return Measurement.rate(scenario.label(), name, UNIT, rates);
        }

        Measurement cost(Scenario scenario) {
            return Measurement.cost(scenario.label(), name, COST, costs);
        }
    }
}
