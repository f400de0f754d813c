package dev.assay.model.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.text.ChatFormat;
import dev.assay.decoder.text.Tokenizer;
import dev.assay.decoder.torch.TorchRuntime;
import dev.assay.decoder.torch.TorchTransformer;
import dev.assay.model.configuration.ConfigFields;
import dev.assay.model.evaluation.EvaluationReport;
import dev.assay.model.evaluation.LabelEvaluation;
import dev.assay.model.evaluation.PairEvaluation;
import dev.assay.model.preference.PreferencePair;
import dev.assay.model.preference.SafetyExample;
import dev.assay.model.vocabulary.BytePairs;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Trains a reward model from a configuration, evaluates it and writes it as a Hugging Face directory. */
public final class RewardModelTraining {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Texts from which a vocabulary is learnt; more of them change little. */
    private static final int VOCABULARY_TEXTS = 12_000;

    private final TrainingSettings settings;

    /** Examples of one of the two kinds. */
    private sealed interface Loaded {
        record Pairs(ExampleSets<PreferencePair> sets) implements Loaded {}

        record Labelled(ExampleSets<SafetyExample> sets) implements Loaded {}
    }

    /**
     * What came of a run.
     *
     * @param finished whether all steps were made; where not, the model is that of the last checkpoint, if there was
     *     one
     * @param report of the finished model
     * @param examples learnt from
     * @param tooLong examples that were left out because of their length
     * @param skippedSteps in which nothing was learnt because a loss or a gradient was no finite number
     * @param seconds of training, without reading and evaluating
     */
    public record Result(
            boolean finished,
            Optional<EvaluationReport> report,
            int examples,
            int tooLong,
            int skippedSteps,
            double seconds) {}

    private RewardModelTraining(TrainingSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads a configuration of the kind {@code reward-model}.
     *
     * @throws AssayException CONFIGURATION, naming the place
     */
    public static RewardModelTraining of(ConfigFields config) {
        return new RewardModelTraining(TrainingSettings.read(config));
    }

    /** Where the model will be. */
    public Path output() {
        return settings.output();
    }

    /**
     * Runs. Metrics of every step go to a file beside the output, named as it with {@code .metrics.jsonl} behind.
     *
     * @param stopped asked before every step
     * @param progress for people
     * @throws AssayException CONFIGURATION where files cannot be used, UNAVAILABLE without the native library, INTERNAL
     *     where no step could be made
     */
    public Result run(BooleanSupplier stopped, PrintStream progress) throws IOException {
        settings.threads().ifPresent(TorchRuntime::useThreads);
        Loaded loaded = load();
        try (OutputDirectory output = new OutputDirectory(settings.output())) {
            prepare(output.prepared(), loaded);
            try (Tokenizer tokenizer = Tokenizer.open(output.prepared());
                    TorchTransformer model = model(output.prepared())) {
                ChatFormat chat = ChatFormat.open(output.prepared(), tokenizer)
                        .orElseThrow(() -> new AssayException(
                                ErrorCode.CONFIGURATION, "model: it has no chat template, which examples go through"));
                return run(output, model, reader(chat, model), loaded, stopped, progress);
            }
        }
    }

    private Result run(
            OutputDirectory output,
            TorchTransformer model,
            ExampleReader reader,
            Loaded loaded,
            BooleanSupplier stopped,
            PrintStream progress)
            throws IOException {
        List<TrainingExample> examples = examples(loaded, reader);
        int tooLong = reader.tooLong();
        if (examples.isEmpty()) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION,
                    "data.train: nothing is left to learn from; " + tooLong + " examples have more than maxTokens");
        }
        progress.printf(
                "%d examples (%d longer than %d tokens left out), %d parameters%n",
                examples.size(),
                tooLong,
                settings.maxTokens(),
                model.architecture().parameters());
        try (Optimizer optimizer = model.optimizer(settings.adamW());
                Progress metrics = new Progress(
                        output.target().resolveSibling(output.target().getFileName() + ".metrics.jsonl"), progress)) {
            TrainingLoop loop = new TrainingLoop(model, optimizer, settings.loss(), settings.schedule(), examples);
            boolean finished = loop.run(stopped, step -> {
                metrics.stepped(step);
                boolean save = settings.saveEvery() > 0 && step.step() % settings.saveEvery() == 0;
                if (save && step.step() < step.of()) {
                    output.save(model, settings.type(), Map.of());
                }
            });
            if (!finished) {
                return new Result(
                        false, Optional.empty(), examples.size(), tooLong, metrics.skipped(), metrics.seconds());
            }
            if (metrics.skipped() == loop.steps()) {
                throw new AssayException(
                        ErrorCode.INTERNAL, "no step could be made: every loss or gradient was no finite number");
            }
            EvaluationReport report = evaluate(model, reader, loaded);
            output.save(model, settings.type(), files(report));
            return new Result(
                    true, Optional.of(report), examples.size(), tooLong, metrics.skipped(), metrics.seconds());
        }
    }

    private Loaded load() {
        return switch (settings.role()) {
            case HELPFUL -> new Loaded.Pairs(ExampleSets.pairs(settings));
            case SAFETY -> new Loaded.Labelled(ExampleSets.labelled(settings));
        };
    }

    private void prepare(Path directory, Loaded loaded) throws IOException {
        switch (settings.start()) {
            case TrainingSettings.Start.Existing(Path model) -> InitialModel.from(model, directory);
            case TrainingSettings.Start.Fresh fresh ->
                InitialModel.fromNothing(fresh.config(), BytePairs.learn(texts(loaded), fresh.vocabulary()), directory);
        }
        Checkpoint.architecture(directory);
    }

    private TorchTransformer model(Path prepared) {
        long seed = settings.schedule().seed();
        return switch (settings.start()) {
            case TrainingSettings.Start.Existing(Path model) ->
                InitialModel.load(prepared, model, seed, settings.torch());
            case TrainingSettings.Start.Fresh fresh ->
                InitialModel.draw(prepared, fresh.comparing(), seed, settings.torch());
        };
    }

    private ExampleReader reader(ChatFormat chat, TorchTransformer model) {
        return new ExampleReader(
                chat,
                settings.role(),
                Math.min(settings.maxTokens(), model.architecture().contextLength()));
    }

    private static List<TrainingExample> examples(Loaded loaded, ExampleReader reader) {
        return switch (loaded) {
            case Loaded.Pairs(ExampleSets<PreferencePair> sets) ->
                sets.train().stream()
                        .flatMap(pair -> reader.read(pair).stream())
                        .toList();
            case Loaded.Labelled(ExampleSets<SafetyExample> sets) ->
                sets.train().stream()
                        .flatMap(example -> reader.read(example).stream())
                        .toList();
        };
    }

    private List<String> texts(Loaded loaded) {
        List<String> texts = new ArrayList<>();
        switch (loaded) {
            case Loaded.Pairs(ExampleSets<PreferencePair> sets) ->
                spread(sets.train(), VOCABULARY_TEXTS / 3).forEach(pair -> {
                    pair.prompt().forEach(message -> texts.add(message.content()));
                    texts.add(settings.role().shown(pair.chosen()));
                    texts.add(settings.role().shown(pair.rejected()));
                });
            case Loaded.Labelled(ExampleSets<SafetyExample> sets) ->
                spread(sets.train(), VOCABULARY_TEXTS / 2).forEach(example -> {
                    example.prompt().forEach(message -> texts.add(message.content()));
                    texts.add(settings.role().shown(example.completion()));
                });
        }
        return texts;
    }

    /** At most so many, from the first to the last. */
    private static <T> List<T> spread(List<T> all, int most) {
        int step = Math.max(1, (all.size() + most - 1) / most);
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    private EvaluationReport evaluate(TorchTransformer model, ExampleReader reader, Loaded loaded) {
        Evaluator evaluator = new Evaluator(
                model, reader, settings.role(), settings.schedule().cells());
        Map<String, PairEvaluation> pairs = new LinkedHashMap<>();
        Map<String, LabelEvaluation> labelled = new LinkedHashMap<>();
        switch (loaded) {
            case Loaded.Pairs(ExampleSets<PreferencePair> sets) ->
                sets.evaluate().forEach((name, set) -> pairs.put(name, evaluator.pairs(set)));
            case Loaded.Labelled(ExampleSets<SafetyExample> sets) ->
                sets.evaluate().forEach((name, set) -> labelled.put(name, evaluator.labelled(set)));
        }
        return new EvaluationReport(pairs, labelled);
    }

    private Map<String, byte[]> files(EvaluationReport report) throws IOException {
        String title = "Reward model " + settings.output().getFileName() + ": evaluation";
        return Map.of(
                "evaluation.html",
                report.html(title).getBytes(StandardCharsets.UTF_8),
                "evaluation.json",
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report.json()),
                "evaluation.txt",
                report.text().getBytes(StandardCharsets.UTF_8));
    }
}
