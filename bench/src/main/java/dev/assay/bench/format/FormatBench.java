package dev.assay.bench.format;

import dev.assay.bench.peer.Python;
import dev.assay.bench.report.Comparison;
import dev.assay.bench.report.Machine;
import dev.assay.bench.report.Measurement;
import dev.assay.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures {@link FormatCheck} beside a regular expression in Python. */
public final class FormatBench {
    private static final Duration REGEX_LIMIT = Duration.ofSeconds(10);
    private static final String UNIT = "ns/KB";

    private FormatBench() {}

    /** Runs it, in about two minutes. */
    public static Report run(String command) throws IOException, RunnerException {
        Machine machine = Machine.now();
        Path folder = Files.createTempDirectory("assay-bench-");
        List<Measurement> measurements = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        notes.add("assay: FormatChecker with the default rules, which also look for look-alikes, special tokens, order,"
                + " nesting and emptiness; JMH, one fork, 2 warm-up and 3 measured iterations of a second");
        Optional<Python> python = Python.with();
        notes.add(python.map(found -> "python regex: ^<think>.*?</think>\\s*<answer>.*?</answer>$ with DOTALL and"
                        + " MULTILINE through re.match of Python " + found.version() + ", best of a second; a single"
                        + " check that takes longer than " + REGEX_LIMIT.toSeconds() + " s is stopped")
                .orElse("no python3 here, so there is no regex to compare with"));
        try {
            for (RunResult result : jmh()) {
                Texts text = Texts.valueOf(result.getParams().getParam("text"));
                int kilobytes = Integer.parseInt(result.getParams().getParam("kilobytes"));
                String scenario = kilobytes + " KB, " + text.label();
                Measurement ours = Measurement.cost(scenario, "assay", UNIT, perKilobyte(result, kilobytes));
                measurements.add(ours);
                if (python.isPresent()) {
                    Measurement regex = regex(python.get(), folder, text, kilobytes, scenario);
                    measurements.add(regex);
                    if (regex.isThere()) {
                        comparisons.add(Comparison.of(ours, regex));
                    }
                }
            }
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
        return new Report("format", command, machine, measurements, comparisons, notes);
    }

    private static Collection<RunResult> jmh() throws RunnerException {
        return new Runner(
                        new OptionsBuilder()
                                .include(FormatCheck.class.getName())
                                .forks(1)
                                .warmupIterations(2)
                                .warmupTime(TimeValue.seconds(1))
                                .measurementIterations(3)
                                .measurementTime(TimeValue.seconds(1))
                                .build(),
                        OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT))
                .run();
    }

    private static List<Double> perKilobyte(RunResult result, int kilobytes) {
        List<Double> rounds = new ArrayList<>();
        result.getBenchmarkResults()
                .forEach(fork -> fork.getIterationResults()
                        .forEach(iteration ->
                                rounds.add(iteration.getPrimaryResult().getScore() / kilobytes)));
        return rounds;
    }

    private static Measurement regex(Python python, Path folder, Texts text, int kilobytes, String scenario)
            throws IOException {
        Path script = folder.resolve("regex_check.py");
        if (!Files.exists(script)) {
            Python.script("regex_check.py", folder);
        }
        Path file = Files.writeString(folder.resolve("completion"), text.text(kilobytes << 10));
        Optional<String> nanos = Python.run(python.command(script, file.toString(), "1"), REGEX_LIMIT);
        String subject = "python regex";
        return nanos.map(value ->
                        Measurement.cost(scenario, subject, UNIT, List.of(Double.parseDouble(value) / kilobytes)))
                .orElseGet(() -> Measurement.missing(
                        scenario, subject, UNIT, "stopped: one check takes over " + REGEX_LIMIT.toSeconds() + " s"));
    }
}
