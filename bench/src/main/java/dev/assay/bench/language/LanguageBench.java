package dev.assay.bench.language;

import dev.assay.bench.report.Comparison;
import dev.assay.bench.report.Machine;
import dev.assay.bench.report.Measurement;
import dev.assay.bench.report.Report;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures {@link LanguageCheck}. */
public final class LanguageBench {
    private static final double NANOS = 1e9;

    private LanguageBench() {}

    /** Runs it, in about a minute. */
    public static Report run(String command) throws RunnerException {
        Machine machine = Machine.now();
        List<Measurement> measurements = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        Map<Prose, Measurement> ours = new EnumMap<>(Prose.class);
        Map<Prose, Measurement> lingua = new EnumMap<>(Prose.class);
        for (RunResult result : new Runner(
                        new OptionsBuilder()
                                .include(LanguageCheck.class.getName())
                                .forks(1)
                                .warmupIterations(3)
                                .warmupTime(TimeValue.seconds(1))
                                .measurementIterations(3)
                                .measurementTime(TimeValue.seconds(1))
                                .build(),
                        OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT))
                .run()) {
            Prose prose = Prose.valueOf(result.getParams().getParam("prose"));
            String subject = result.getParams().getParam("subject");
            long words = LanguageCheck.words(prose);
            List<Double> rounds = new ArrayList<>();
            result.getBenchmarkResults()
                    .forEach(fork -> fork.getIterationResults()
                            .forEach(iteration -> rounds.add(
                                    words * NANOS / iteration.getPrimaryResult().getScore())));
            Measurement one = Measurement.rate("128 K characters, " + prose, subject, "words/s", rounds);
            measurements.add(one);
            (subject.equals("assay") ? ours : lingua).put(prose, one);
        }
        ours.forEach((prose, one) -> {
            Measurement other = lingua.get(prose);
            if (other != null) {
                comparisons.add(Comparison.of(one, other));
            }
        });
        return new Report(
                "language",
                command,
                machine,
                measurements,
                comparisons,
                List.of(
                        "assay: the language of every word; words are counted as assay counts them, so the words of LATEX"
                                + " are few and its time is in formulas",
                        "lingua 1.2.2, 20 languages, high accuracy: one language for each sentence, sentences given"));
    }
}
