package dev.assay.bench.sandbox;

import dev.assay.bench.peer.Python;
import dev.assay.bench.report.Comparison;
import dev.assay.bench.report.Machine;
import dev.assay.bench.report.Measurement;
import dev.assay.bench.report.Report;
import dev.assay.code.pool.Sandboxes;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures isolated Python programs a second beside a plain loop of fork and exec. */
public final class SandboxBench {
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final double FLOOR = 2.5;
    private static final double FLOOR_OF_EXEC = 20;
    private static final int MANY = 10_000;
    private static final int SLICE = 1_000;
    private static final String UNIT = "programs/s";
    private static final String PYTHON = "/usr/bin/python3";

    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final int cores = Runtime.getRuntime().availableProcessors();

    private SandboxBench() {}

    /** Runs it, in about four minutes. */
    public static Report run(String command) throws IOException, ExecutionException, InterruptedException {
        return new SandboxBench().measure(command);
    }

    private Report measure(String command) throws IOException, ExecutionException, InterruptedException {
        Machine machine = Machine.now();
        Path folder = Files.createTempDirectory("assay-bench-");
        Path script = Python.script("spawn_loop.py", folder);
        try {
            for (BoxReport report : Sandboxes.probe()) {
                if (report.safe()) {
                    kind(report.kind(), script);
                    if (report.kind().equals("docker")) {
                        beside(report.kind());
                    }
                } else {
                    notes.add("no boxes of the kind " + report.kind() + " on this machine");
                }
            }
            measurements.addAll(Compilations.measure());
        } finally {
            Files.delete(script);
            Files.delete(folder);
        }
        notes.add("plain: a loop of posix_spawn and waitpid over " + PYTHON
                + " -I -c pass, as many loops as cores, without" + " isolation, limits or output");
        notes.add(
                "memory: heap in use after a collection; the pool's processes share pages, each counted by its part (Pss)");
        notes.add(
                "compiling: distinct programs of twenty lines, one after the other, on the first kind of box that works; first: before"
                        + " what the language makes ahead is there, then: with it");
        notes.add("assay: fresh pid, mount and ipc namespaces, file system in memory, /proc, seccomp, no capabilities,"
                + " control group, limits, captured output; as many callers as cores");
        return new Report("sandbox", command, machine, measurements, comparisons, notes);
    }

    private void kind(String kind, Path script) throws IOException, ExecutionException, InterruptedException {
        try (Sandbox sandbox = Sandboxes.open(kind);
                ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            Prepared empty = prepared(sandbox, "pass\n");
            Prepared small = prepared(sandbox, "print(sum(map(int, input().split())))\n");
            List<Double> ours = new ArrayList<>();
            List<Double> summing = new ArrayList<>();
            List<Double> plain = new ArrayList<>();
            rate(threads, sandbox, small, Duration.ofSeconds(2));
            for (int round = 0; round < ROUNDS; round++) {
                plain.add(plain(threads, script));
                ours.add(rate(threads, sandbox, empty, ROUND));
                summing.add(rate(threads, sandbox, small, ROUND));
            }
            Measurement peer = Measurement.rate("empty program, " + kind, "plain", UNIT, plain);
            Measurement mine = Measurement.rate("empty program, " + kind, "assay", UNIT, ours);
            measurements.add(mine);
            measurements.add(peer);
            measurements.add(Measurement.rate("sum of its input, " + kind, "assay", UNIT, summing));
            comparisons.add(Comparison.of(mine, peer, FLOOR));
            measurements.add(Measurement.rate(
                    MANY + " programs, in slices of " + SLICE + ", " + kind,
                    "assay",
                    UNIT,
                    slices(threads, sandbox, small, kind)));
        }
    }

    /** The same programs by {@code docker exec} into one warm container, next to ours in the same rounds. */
    private void beside(String kind) throws ExecutionException, InterruptedException {
        Optional<WarmContainer> started = WarmContainer.start();
        if (started.isEmpty()) {
            notes.add("docker exec was left out: there is no docker client here");
            return;
        }
        String code = "print(sum(map(int, input().split())))\n";
        try (WarmContainer container = started.get();
                Sandbox sandbox = Sandboxes.open(kind);
                ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            Prepared program = prepared(sandbox, code);
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            rate(threads, ROUND, () -> once(sandbox, program));
            for (int round = 0; round < ROUNDS; round++) {
                theirs.add(rate(threads, ROUND, () -> container.test(code, "1 2\n", "3\n")));
                ours.add(rate(threads, ROUND, () -> once(sandbox, program)));
            }
            Measurement mine = Measurement.rate("sum of its input, beside docker exec", "assay", UNIT, ours);
            Measurement peer = Measurement.rate("sum of its input, beside docker exec", "docker exec", UNIT, theirs);
            measurements.add(mine);
            measurements.add(peer);
            comparisons.add(Comparison.of(mine, peer, FLOOR_OF_EXEC));
            notes.add("docker exec: the client's command for every test, into one warm container of the same image"
                    + " and engine, python3 -I -c PROGRAM in it; neither limits nor anything fresh");
        }
    }

    private List<Double> slices(ExecutorService threads, Sandbox sandbox, Prepared program, String kind)
            throws ExecutionException, InterruptedException {
        List<Double> rates = new ArrayList<>();
        List<Double> heap = new ArrayList<>();
        List<Double> pool = new ArrayList<>();
        for (int done = 0; done < MANY; done += SLICE) {
            long begin = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < cores; caller++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < SLICE / cores; i++) {
                        once(sandbox, program);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            rates.add(SLICE / cores * cores * 1e9 / (System.nanoTime() - begin));
            heap.add(Memory.heapMebibytes());
            Memory.ofDescendants().ifPresent(pool::add);
        }
        measurements.add(Measurement.cost("heap after each of these slices, " + kind, "assay", "MiB", heap));
        if (pool.size() == heap.size()) {
            measurements.add(Measurement.cost("processes of the pool after each, " + kind, "assay", "MiB", pool));
        }
        return rates;
    }

    private double rate(ExecutorService threads, Sandbox sandbox, Prepared program, Duration length)
            throws ExecutionException, InterruptedException {
        return rate(threads, length, () -> once(sandbox, program));
    }

    private double rate(ExecutorService threads, Duration length, Runnable one)
            throws ExecutionException, InterruptedException {
        long begin = System.nanoTime();
        List<Future<Double>> running = new ArrayList<>();
        for (int caller = 0; caller < cores; caller++) {
            running.add(threads.submit(() -> {
                int count = 0;
                while (System.nanoTime() - begin < length.toNanos()) {
                    one.run();
                    count++;
                }
                return count * 1e9 / (System.nanoTime() - begin);
            }));
        }
        return sum(running);
    }

    private double plain(ExecutorService threads, Path script) throws ExecutionException, InterruptedException {
        List<String> loop =
                List.of(PYTHON, "-I", script.toString(), Long.toString(ROUND.toSeconds()), PYTHON, "-I", "-c", "pass");
        List<Future<Double>> running = new ArrayList<>();
        for (int caller = 0; caller < cores; caller++) {
            running.add(threads.submit(() -> Python.run(loop, ROUND.multipliedBy(5))
                    .map(Double::parseDouble)
                    .orElseThrow(() -> new AssayException(ErrorCode.UNAVAILABLE, PYTHON + " could not be started"))));
        }
        return sum(running);
    }

    private static double sum(List<Future<Double>> running) throws ExecutionException, InterruptedException {
        double sum = 0;
        for (Future<Double> one : running) {
            sum += one.get();
        }
        return sum;
    }

    private static void once(Sandbox sandbox, Prepared program) {
        Run run = sandbox.run(program, RunRequest.of(new byte[] {'1', ' ', '2', '\n'}, Limits.defaults()));
        if (!run.succeeded()) {
            throw new AssayException(ErrorCode.INTERNAL, run + " " + run.errors());
        }
    }

    private static Prepared prepared(Sandbox sandbox, String code) {
        return Optional.of(sandbox.prepare(Program.of("python", code)))
                .filter(Preparation.Ready.class::isInstance)
                .map(ready -> ((Preparation.Ready) ready).program())
                .orElseThrow(() -> new AssayException(ErrorCode.UNAVAILABLE, "no Python for programs"));
    }
}
