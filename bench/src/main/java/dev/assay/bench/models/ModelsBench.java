package dev.assay.bench.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.bench.peer.Child;
import dev.assay.bench.peer.Python;
import dev.assay.bench.report.Comparison;
import dev.assay.bench.report.Machine;
import dev.assay.bench.report.Measurement;
import dev.assay.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures the decoder on a model of 30 million parameters, beside transformers on the processor. */
public final class ModelsBench {
    private static final String PEER = "transformers";
    private static final int ROUNDS = 3;
    private static final double SAME = 1e-4;

    private final Path folder;
    private final int threads;
    private final Optional<Python> python;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ModelsBench(Path folder, Optional<Python> python) {
        this.folder = folder;
        this.threads = Runtime.getRuntime().availableProcessors();
        this.python = python;
    }

    /** Runs it, in about five minutes. */
    public static Report run(String command) throws IOException {
        Machine machine = Machine.now();
        Path folder = Files.createTempDirectory("assay-bench-");
        try {
            ModelsBench bench = new ModelsBench(folder, Python.with("transformers", "torch"));
            bench.measure();
            return new Report("models", command, machine, bench.measurements, bench.comparisons, bench.notes);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void measure() throws IOException {
        long parameters = SmallModel.write(folder.resolve("language"), false);
        SmallModel.write(folder.resolve("scores"), true);
        notes.add(String.format(
                Locale.ROOT,
                "Qwen2, %.1f million parameters, random weights, float32, %d threads each; one round after the other's",
                parameters / 1e6,
                threads));
        notes.add("packed: as they come, up to 4096 tokens in one row; buckets: neighbours in length, up to 4096 tokens"
                + " with padding; arrival and transformers: as they come, eight at a time, padded");
        if (python.isEmpty()) {
            notes.add("no Python with transformers and torch here (pip install transformers torch), so there is no peer"
                    + " to compare with");
        }
        for (Work work : Work.values()) {
            measure(work);
        }
    }

    private void measure(Work work) throws IOException {
        int[][] texts = work.sequences(SmallModel.VOCABULARY);
        long tokens = Stream.of(texts).mapToLong(text -> text.length).sum();
        Path file = folder.resolve(work.fileName());
        new ObjectMapper().writeValue(file.toFile(), texts);
        List<Worker> workers = new ArrayList<>();
        try {
            for (Plan plan : work.plans()) {
                String subject = work.isMixed() ? "assay " + plan.name().toLowerCase(Locale.ROOT) : "assay";
                workers.add(new Worker(subject, decoder(work, file, plan)));
            }
            if (python.isPresent()) {
                workers.add(new Worker(PEER, transformers(python.get(), work, file)));
            }
            // The first round is for warming up.
            for (int round = 0; round <= ROUNDS; round++) {
                for (Worker worker : workers) {
                    worker.round(tokens, round > 0);
                }
            }
            report(work, workers);
        } finally {
            workers.forEach(worker -> worker.child.close());
        }
    }

    private void report(Work work, List<Worker> workers) throws IOException {
        Map<String, Measurement> rates = new LinkedHashMap<>();
        Map<String, Measurement> times = new LinkedHashMap<>();
        Map<String, Measurement> peaks = new LinkedHashMap<>();
        for (Worker worker : workers) {
            rates.put(worker.subject, Measurement.rate(work.scenario(), worker.subject, "tokens/s", worker.rates));
            times.put(
                    worker.subject,
                    Measurement.cost("processor time: " + work.scenario(), worker.subject, "s", worker.times));
            double mebibytes = Double.parseDouble(worker.child.ask("peak", "kilobytes")) / 1024;
            peaks.put(
                    worker.subject,
                    Measurement.cost("peak memory: " + work.scenario(), worker.subject, "MiB", List.of(mebibytes)));
            double difference = Math.abs(worker.check / workers.getFirst().check - 1);
            if (difference > SAME) {
                notes.add(worker.subject + " computed something else: " + work.scenario() + " differ by " + difference);
            }
        }
        for (Map<String, Measurement> all : List.of(rates, times, peaks)) {
            measurements.addAll(all.values());
        }
        if (!rates.containsKey(PEER)) {
            return;
        }
        for (Worker worker : workers) {
            if (!worker.subject.equals(PEER)) {
                compare(rates, worker.subject, work.isMixed() ? 1.5 : 0.9);
                compare(peaks, worker.subject, 1 / 1.1);
            }
        }
    }

    private void compare(Map<String, Measurement> all, String subject, double floor) {
        Measurement ours = all.get(subject);
        Measurement theirs = all.get(PEER);
        if (ours != null && theirs != null) {
            // What the peer does is there to tell padding from the library; it has no floor.
            comparisons.add(
                    subject.endsWith("arrival") ? Comparison.of(ours, theirs) : Comparison.of(ours, theirs, floor));
        }
    }

    private Path model(Work work) {
        return folder.resolve(work.kind().equals("scores") ? "scores" : "language");
    }

    private Child decoder(Work work, Path file, Plan plan) throws IOException {
        Child child = Child.java(
                DecoderChild.class,
                model(work).toString(),
                file.toString(),
                work.kind(),
                String.valueOf(threads),
                plan.name());
        child.await("ready");
        return child;
    }

    private Child transformers(Python interpreter, Work work, Path file) throws IOException {
        Path script = folder.resolve("transformers_models.py");
        Files.deleteIfExists(script);
        Child child = Child.start(interpreter.command(
                Python.script("transformers_models.py", folder),
                model(work).toString(),
                file.toString(),
                work.kind(),
                String.valueOf(threads)));
        String versions = PEER + ": " + child.await("ready") + ", Python " + interpreter.version();
        if (!notes.contains(versions)) {
            notes.add(versions);
        }
        return child;
    }

    /** A child and what it has shown so far. */
    private static final class Worker {
        private final String subject;
        private final Child child;
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> times = new ArrayList<>();
        /** What the first round computed. */
        private double check;

        Worker(String subject, Child child) {
            this.subject = subject;
            this.child = child;
        }

        void round(long tokens, boolean counts) throws IOException {
            double before = child.processorTime().toNanos() / 1e9;
            String[] took = child.ask("round", "took").split(" ");
            double used = child.processorTime().toNanos() / 1e9 - before;
            if (counts) {
                rates.add(tokens / Double.parseDouble(took[0]));
                times.add(used);
            } else {
                check = Double.parseDouble(took[1]);
            }
        }
    }
}
