package dev.assay.bench.client;

import dev.assay.bench.peer.Child;
import dev.assay.bench.peer.Python;
import dev.assay.bench.report.Comparison;
import dev.assay.bench.report.Machine;
import dev.assay.bench.report.Measurement;
import dev.assay.bench.report.Report;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures the Python client beside sending one request a rollout. */
public final class ClientBench {
    private static final int ROUNDS = 4;
    private static final double SECONDS = 2;
    private static final double GAIN = 5;
    private static final String SCRIPT = "client_load.py";
    private static final String MANY = "256 coroutines";
    private static final String JOINED = "coalesced";
    private static final String ALONE = "one request each";
    private static final String CPU = "us of CPU/rollout";

    private ClientBench() {}

    /** Runs it, in about half a minute. */
    public static Report run(String command) throws IOException {
        Machine machine = Machine.now();
        Python python = Python.with()
                .orElseThrow(() -> new AssayException(ErrorCode.CONFIGURATION, "there is no python3 to measure"));
        Path folder = Files.createTempDirectory("assay-bench-");
        Path script = Python.script(SCRIPT, folder);
        List<Double> overhead = new ArrayList<>();
        Rounds coalesced = new Rounds();
        Rounds single = new Rounds();
        try (Child server = Child.java(RestServer.class)) {
            String url = "http://127.0.0.1:" + server.await("READY");
            for (int round = 0; round < ROUNDS; round++) {
                overhead.add(figures(python, script, url, "overhead")[0]);
                coalesced.add(figures(python, script, url, "coalesced"));
                single.add(figures(python, script, url, "single"));
            }
        } finally {
            Files.delete(script);
            Files.delete(folder);
        }
        Measurement cost = Measurement.cost("batch of 64", JOINED, CPU, overhead);
        Measurement joined = Measurement.rate(MANY, JOINED, "rollouts/s", coalesced.rates);
        Measurement alone = Measurement.rate(MANY, ALONE, "rollouts/s", single.rates);
        Measurement joinedCost = Measurement.cost(MANY, JOINED, CPU, coalesced.costs);
        Measurement aloneCost = Measurement.cost(MANY, ALONE, CPU, single.costs);
        return new Report(
                "client",
                command,
                machine,
                List.of(cost, joined, alone, joinedCost, aloneCost),
                List.of(Comparison.of(joined, alone, GAIN), Comparison.of(joinedCost, aloneCost, GAIN)),
                List.of(
                        "client: assay-client on Python " + python.version()
                                + ", 0.8 KB completions; its processor time"
                                + " beside a server that answers a constant",
                        "rates: against POST /v1/score with the math verifier in a process of its own, " + ROUNDS
                                + " rounds of " + (int) SECONDS + " s by turns"));
    }

    private static final class Rounds {
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> costs = new ArrayList<>();

        void add(double[] figures) {
            rates.add(figures[0]);
            costs.add(figures[1]);
        }
    }

    private static double[] figures(Python python, Path script, String url, String what) {
        Path source = Path.of(System.getProperty("assay.root", "."), "trainer-gateway", "clients", "python", "src")
                .toAbsolutePath();
        List<String> command = new ArrayList<>(List.of("env", "PYTHONPATH=" + source));
        command.addAll(python.command(script, url, what, String.valueOf(SECONDS)));
        String printed = Python.run(command, Duration.ofSeconds(60))
                .orElseThrow(() -> new AssayException(
                        ErrorCode.UNAVAILABLE, "the client did not finish its round '" + what + "'"));
        return Arrays.stream(printed.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
