package dev.assay.model.preference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.decoder.text.ChatFormat;
import dev.assay.model.configuration.ConfigFields;
import dev.assay.model.judge.Comparison;
import dev.assay.model.judge.PairwiseJudge;
import dev.assay.model.judge.ResponsePair;
import dev.assay.model.judge.settings.Judge;
import dev.assay.model.judge.settings.Judges;
import dev.assay.model.roles.Summary;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Makes pairs of responses with a judge, by the procedure of DeepSeek-R1 (arXiv 2501.12948, section 3.1): several runs
 * in both orders, their mean, only pairs that differ by more than a threshold, and lengths that are comparable over the
 * set. The judge is shown final summaries, as the model will be.
 */
public final class PreferenceProcedure {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PairwiseJudge judge;
    private final Settings settings;

    /**
     * What the procedure is told.
     *
     * @param perPrompt the most pairs of one prompt, 1 or more
     * @param threshold how far from 0 the judge's mean has to be, from 0 to below 2
     * @param tolerance how far from 0 the mean logarithm of the lengths' ratio may be; infinite for any
     * @param parallel how many pairs are judged at a time
     * @param timeout for one pair
     * @param seed of which pairs are judged, and which response comes first
     */
    public record Settings(
            int perPrompt, double threshold, double tolerance, int parallel, Duration timeout, long seed) {
        public Settings {
            check(perPrompt >= 1, "perPrompt: must be 1 or more, not " + perPrompt);
            check(parallel >= 1, "parallel: must be 1 or more, not " + parallel);
            check(threshold >= 0 && threshold < 2, "threshold: must be from 0 to less than 2, not " + threshold);
            check(tolerance >= 0, "tolerance: must be 0 or more, not " + tolerance);
        }

        private static void check(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }

    /** What became of a pair. */
    public enum Decision {
        /** It is in the file. */
        KEPT,
        /** The judge's mean is not far enough from 0. */
        TOO_CLOSE,
        /** It went for the balance of lengths. */
        UNBALANCED,
        /** Both responses say the same, or one says nothing. */
        NOTHING_TO_COMPARE,
        /** The judge did not answer; the pair may be tried again. */
        FAILED
    }

    /**
     * What came of a run.
     *
     * @param counts pairs by decision
     * @param lengthsBefore mean lengths of better and worse responses before balancing
     * @param lengthsAfter and after
     */
    public record Result(Map<Decision, Integer> counts, double[] lengthsBefore, double[] lengthsAfter) {
        /** Pairs about which the judge did not answer. */
        public int failed() {
            return counts.getOrDefault(Decision.FAILED, 0);
        }

        /** For people. */
        public String text() {
            StringBuilder text = new StringBuilder();
            counts.forEach((decision, count) -> text.append(String.format(
                    Locale.ROOT,
                    "%-20s %d%n",
                    decision.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    count)));
            text.append(String.format(
                    Locale.ROOT,
                    "mean characters of better and worse: %.0f and %.0f, before balancing %.0f and %.0f%n",
                    lengthsAfter[0],
                    lengthsAfter[1],
                    lengthsBefore[0],
                    lengthsBefore[1]));
            return text.toString();
        }
    }

    /** A pair that was judged; its mean is from -2 to 2, positive where the first is better. */
    private record Judged(Candidate candidate, Decision decision, double mean, long consistent, String why) {
        String better() {
            return mean > 0 ? candidate.first() : candidate.second();
        }

        String worse() {
            return mean > 0 ? candidate.second() : candidate.first();
        }

        double logRatio() {
            return Math.log((double) length(better()) / length(worse()));
        }
    }

    /** The procedure with a judge. */
    public PreferenceProcedure(PairwiseJudge judge, Settings settings) {
        this.judge = judge;
        this.settings = settings;
    }

    /**
     * Runs a configuration of the kind {@code preference-data}.
     *
     * @throws AssayException CONFIGURATION, naming the place
     */
    public static Result run(ConfigFields config, BooleanSupplier stopped, PrintStream progress)
            throws IOException, InterruptedException {
        config.only(
                "kind",
                "responses",
                "judges",
                "judge",
                "perPrompt",
                "threshold",
                "tolerance",
                "parallel",
                "timeout",
                "seed",
                "output");
        Path responses = config.path("responses");
        Settings settings = config.usable(
                "",
                () -> new Settings(
                        config.whole("perPrompt", 1, 1, 1 << 20),
                        config.number("threshold", 1),
                        config.number("tolerance", 0.02),
                        config.whole("parallel", 8, 1, 1024),
                        Duration.ofSeconds(config.whole("timeout", 600, 1, 86_400)),
                        config.whole("seed", 1, 0, Integer.MAX_VALUE)));
        Path output = output(config);
        try (Judges judges = Judges.read(config.path("judges"))) {
            String name = config.needed("judge");
            Judge judge = judges.named(name)
                    .orElseThrow(() -> config.invalid(
                            "judge",
                            "there is no judge " + name + "; there are: "
                                    + judges.all().keySet()));
            return new PreferenceProcedure(judge.pairwise(), settings).run(responses, output, stopped, progress);
        }
    }

    /** Found out before a judge is paid for what could not be written. */
    private static Path output(ConfigFields config) {
        Path output = config.path("output");
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(output)) {
            throw config.invalid("output", output + " is a folder; name a file");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw config.invalid("output", folder + " cannot be made: " + e);
        }
        if (!Files.isWritable(folder)) {
            throw config.invalid("output", folder + " cannot be written to");
        }
        return output;
    }

    /**
     * Judges the responses of a file and writes pairs. Lines are {@code {"prompt", "responses": [two or more]}}. Beside
     * the output, named as it with {@code .decisions.jsonl} behind, stands what became of every pair. Both files appear
     * when all is done.
     */
    public Result run(Path responses, Path output, BooleanSupplier stopped, PrintStream progress)
            throws IOException, InterruptedException {
        List<Candidate> candidates = new ArrayList<>();
        int[] line = {0};
        ExampleFiles.lines(responses, node -> Candidate.of(node, ++line[0], settings.perPrompt(), settings.seed()))
                .forEach(candidates::addAll);
        List<Judged> judged = judged(candidates, stopped, progress);
        List<Judged> decided =
                judged.stream().filter(pair -> pair.decision() == Decision.KEPT).toList();
        boolean[] stays = LengthBalance.kept(
                decided.stream().mapToDouble(Judged::logRatio).toArray(), settings.tolerance());
        List<Judged> kept = new ArrayList<>();
        for (int i = 0; i < stays.length; i++) {
            if (stays[i]) {
                kept.add(decided.get(i));
            }
        }
        Map<Decision, Integer> counts = new EnumMap<>(Decision.class);
        List<String> decisions = new ArrayList<>();
        for (Judged pair : judged) {
            boolean unbalanced =
                    pair.decision() == Decision.KEPT && kept.stream().noneMatch(one -> one == pair);
            Decision decision = unbalanced ? Decision.UNBALANCED : pair.decision();
            counts.merge(decision, 1, Integer::sum);
            decisions.add(decision(pair, decision));
        }
        write(output.resolveSibling(output.getFileName() + ".decisions.jsonl"), decisions);
        write(output, kept.stream().map(PreferenceProcedure::line).toList());
        return new Result(counts, lengths(decided), lengths(kept));
    }

    private List<Judged> judged(List<Candidate> candidates, BooleanSupplier stopped, PrintStream progress)
            throws InterruptedException {
        List<Judged> judged = new ArrayList<>();
        Semaphore turns = new Semaphore(settings.parallel());
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Judged>> futures = new ArrayList<>();
            for (Candidate candidate : candidates) {
                futures.add(threads.submit(() -> {
                    turns.acquire();
                    try {
                        return judge(candidate);
                    } finally {
                        turns.release();
                    }
                }));
            }
            try {
                for (Future<Judged> future : futures) {
                    while (!future.state().equals(Future.State.SUCCESS)) {
                        if (stopped.getAsBoolean()) {
                            throw new AssayException(ErrorCode.UNAVAILABLE, "stopped; nothing was written");
                        }
                        try {
                            future.get(200, TimeUnit.MILLISECONDS);
                        } catch (TimeoutException _) {
                            continue;
                        }
                    }
                    judged.add(future.get());
                    if (judged.size() % 100 == 0) {
                        double seconds = (System.nanoTime() - start) / 1e9;
                        progress.printf(
                                Locale.ROOT,
                                "%d of %d pairs judged, %.0f s to go%n",
                                judged.size(),
                                candidates.size(),
                                seconds / judged.size() * (candidates.size() - judged.size()));
                    }
                }
            } catch (ExecutionException e) {
                throw new AssayException(ErrorCode.INTERNAL, "a judge failed: " + e.getCause(), e);
            } finally {
                futures.forEach(future -> future.cancel(true));
            }
        }
        return judged;
    }

    private Judged judge(Candidate candidate) {
        String first = Summary.of(candidate.first(), false);
        String second = Summary.of(candidate.second(), false);
        if (first.isEmpty() || second.isEmpty() || first.equals(second)) {
            return new Judged(candidate, Decision.NOTHING_TO_COMPARE, 0, 0, "");
        }
        ResponsePair pair = new ResponsePair(candidate.request(), first, second);
        return switch (judge.compare(pair, Deadline.after(settings.timeout()))) {
            case Comparison.Compared compared -> {
                Decision decision = compared.preference(settings.threshold()) == Comparison.Preference.NEITHER
                        ? Decision.TOO_CLOSE
                        : Decision.KEPT;
                yield new Judged(candidate, decision, compared.mean(), compared.consistentRuns(), "");
            }
            case Comparison.NotCompared(var failure) ->
                new Judged(candidate, Decision.FAILED, 0, 0, failure.toString());
        };
    }

    private static int length(String response) {
        return Math.max(1, Summary.of(response, false).length());
    }

    private static double[] lengths(List<Judged> pairs) {
        return new double[] {
            pairs.stream().mapToInt(pair -> length(pair.better())).average().orElse(0),
            pairs.stream().mapToInt(pair -> length(pair.worse())).average().orElse(0)
        };
    }

    private static String line(Judged pair) {
        ObjectNode node = JSON.createObjectNode();
        node.set("prompt", ChatFormat.json(pair.candidate().prompt()));
        node.put("chosen", pair.better()).put("rejected", pair.worse());
        return node.put("difference", Math.abs(pair.mean())).toString();
    }

    private static String decision(Judged pair, Decision decision) {
        ObjectNode node = JSON.createObjectNode();
        node.put("line", pair.candidate().line()).put("decision", decision.name());
        node.put("mean", pair.mean()).put("consistentRuns", pair.consistent());
        node.put("first", pair.candidate().first())
                .put("second", pair.candidate().second());
        return (pair.why().isEmpty() ? node : node.put("why", pair.why())).toString();
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        Files.write(part, lines);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
