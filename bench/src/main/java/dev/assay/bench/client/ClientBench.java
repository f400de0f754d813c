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
import java.util.List;

/** Measures the Python client beside sending one request a rollout. */
public final class ClientBench {
    private static final int ROUNDS = 4;
    private static final double SECONDS = 2;
    private static final double GAIN = 5;
    private static final String SCRIPT = "client_load.py";

    private ClientBench() {}

    /** Runs it, in about half a minute. */
    public static Report run(String command) throws IOException {
        Machine machine = Machine.now();
        Python python = Python.with()
                .orElseThrow(() -> new AssayException(ErrorCode.CONFIGURATION, "there is no python3 to measure"));
        Path folder = Files.createTempDirectory("assay-bench-");
        Path script = Python.script(SCRIPT, folder);
        List<Double> overhead = new ArrayList<>();
        List<Double> coalesced = new ArrayList<>();
        List<Double> single = new ArrayList<>();
        try (Child server = Child.java(RestServer.class)) {
            String url = "http://127.0.0.1:" + server.await("READY");
            for (int round = 0; round < ROUNDS; round++) {
                overhead.add(figure(python, script, url, "overhead"));
                coalesced.add(figure(python, script, url, "coalesced"));
                single.add(figure(python, script, url, "single"));
            }
        } finally {
            Files.delete(script);
            Files.delete(folder);
        }
        Measurement cost = Measurement.cost("batch of 64", "client", "us of CPU/rollout", overhead);
        Measurement joined = Measurement.rate("256 coroutines", "coalesced", "rollouts/s", coalesced);
        Measurement alone = Measurement.rate("256 coroutines", "one request each", "rollouts/s", single);
        return new Report(
                "client",
                command,
                machine,
                List.of(cost, joined, alone),
                List.of(Comparison.of(joined, alone, GAIN)),
                List.of(
                        "client: assay-client on Python " + python.version() + ", 0.8 KB completions; its processor time"
                                + " beside a server that answers a constant",
                        "rates: against POST /v1/score with the math verifier in a process of its own, "
                                + ROUNDS + " rounds of " + (int) SECONDS + " s by turns"));
    }

    private static double figure(Python python, Path script, String url, String what) {
        Path source = Path.of(System.getProperty("assay.root", "."), "trainer-gateway", "clients", "python", "src")
                .toAbsolutePath();
        List<String> command = new ArrayList<>(List.of("env", "PYTHONPATH=" + source));
        command.addAll(python.command(script, url, what, String.valueOf(SECONDS)));
        return Python.run(command, Duration.ofSeconds(60))
                .map(Double::parseDouble)
                .orElseThrow(() -> new AssayException(
                        ErrorCode.UNAVAILABLE, "the client did not finish its round '" + what + "'"));
    }
}
