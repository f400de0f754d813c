package dev.assay.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.text.ChatFormat;
import dev.assay.decoder.text.Tokenizer;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.decoder.torch.TorchRuntime;
import dev.assay.decoder.torch.TorchTransformer;
import dev.assay.model.configuration.ConfigFields;
import dev.assay.model.evaluation.LabelEvaluation;
import dev.assay.model.evaluation.PairEvaluation;
import dev.assay.model.roles.Role;
import dev.assay.model.synthetic.ExampleSet;
import dev.assay.model.synthetic.HelpfulPairs;
import dev.assay.model.synthetic.SafetyExamples;
import dev.assay.reward.AssayException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewardModelTrainingTest {
    private static final Path ROOT = Path.of(System.getProperty("assay.root", ".."));
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @TempDir
    Path folder;

    @BeforeEach
    void skipWithoutTheLibrary() {
        assumeTrue(
                TorchRuntime.trouble().isEmpty(),
                () -> "skipped: " + TorchRuntime.trouble().orElse(""));
        TorchRuntime.useThreads(1);
    }

    private RewardModelTraining training(String name, String changes) throws IOException {
        String yaml = Files.readString(ROOT.resolve("examples/models/helpful.yaml"))
                        .replaceFirst("generated: train, count: [0-9]+", "generated: train, count: 2400")
                        .replace("count: 1000", "count: 300")
                        .replace("output: helpful", "output: " + name)
                + changes;
        return RewardModelTraining.of(ConfigFields.read(Files.writeString(folder.resolve("config.yaml"), yaml)));
    }

    @Test
    void aShortenedRunLearnsWhatIsHelpfulAndWritesAWholeDirectory() throws IOException {
        RewardModelTraining.Result result = training("short", "").run(() -> false, NOWHERE);
        assertThat(result.finished()).isTrue();
        assertThat(result.skippedSteps()).isZero();
        PairEvaluation heldOut =
                Objects.requireNonNull(result.report().orElseThrow().pairs().get("held-out"));
        assertThat(heldOut.all().value()).isGreaterThan(0.7);
        try (Checkpoint checkpoint = Checkpoint.open(folder.resolve("short"))) {
            assertThat(checkpoint.architecture().parameters()).isGreaterThan(100_000);
        }
        assertThat(Files.readAllLines(folder.resolve("short.metrics.jsonl"))).hasSize(75);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("config.yaml", "short", "short.metrics.jsonl");
        }
    }

    @Test
    void theSameConfigurationGivesTheSameWeightsAndAStoppedRunTheLastCheckpointOrNothing() throws IOException {
        String few = "\nsaveEvery: 2\n";
        int[] asked = {0};
        for (String name : new String[] {"one", "two"}) {
            asked[0] = 0;
            assertThat(training(name, few).run(() -> asked[0]++ == 3, NOWHERE).finished())
                    .isFalse();
        }
        assertThat(Files.readAllBytes(folder.resolve("one/model.safetensors")))
                .isEqualTo(Files.readAllBytes(folder.resolve("two/model.safetensors")));
        assertThat(training("three", few).run(() -> true, NOWHERE).finished()).isFalse();
        assertThat(folder.resolve("three")).doesNotExist();
    }

    @Test
    void aLanguageModelGetsAScoreInThePlaceOfItsHead() throws IOException {
        Path pairs = Files.writeString(folder.resolve("pairs.jsonl"), """
                {"prompt": "1+1?", "chosen": "2", "rejected": "3"}
                {"prompt": "1+1?", "chosen": "<think>so</think>two", "rejected": "%s"}
                """.formatted("long ".repeat(200)));
        Path config = Files.writeString(folder.resolve("config.yaml"), """
                kind: reward-model
                role: helpful
                model: %s
                data: {train: [%s]}
                maxTokens: 100
                threads: 1
                output: made
                """.formatted(
                        ROOT.resolve("decoder/src/test/resources/checkpoints/tiny-qwen2")
                                .toAbsolutePath(),
                        pairs));
        var result = RewardModelTraining.of(ConfigFields.read(config)).run(() -> false, NOWHERE);
        assertThat(result.tooLong()).isOne();
        assertThat(result.examples()).isOne();
        assertThat(Files.readString(folder.resolve("made/config.json"))).contains("Qwen2ForSequenceClassification");
        try (Checkpoint made = Checkpoint.open(folder.resolve("made"))) {
            assertThat(made.architecture().head().width()).isOne();
        }
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        assertThatThrownBy(() -> training("x", "\nnonsense: 1\n"))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("nonsense: is not known");
        Files.createDirectory(folder.resolve("precious"));
        Files.writeString(folder.resolve("precious/thesis.txt"), "mine");
        assertThatThrownBy(() -> training("precious", "").run(() -> false, NOWHERE))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("no model directory");
    }

    @Test
    void theHelpfulModelThatShipsPrefersHelpfulAnswersWhateverTheirLength() {
        PairEvaluation evaluation = shipped(
                "helpful", Role.HELPFUL, evaluator -> evaluator.pairs(HelpfulPairs.of(ExampleSet.HELD_OUT, 1000, 2)));
        assertThat(evaluation.all().value()).isGreaterThan(0.88);
        assertThat(evaluation.shorter().value()).isGreaterThan(0.88);
        assertThat(evaluation.longer().value()).isGreaterThan(0.88);
        assertThat(Objects.requireNonNull(evaluation.byKind().get("other-thing"))
                        .value())
                .as("it compares words that it never saw")
                .isGreaterThan(0.6);
        assertThat(Math.abs(evaluation.spearman())).isLessThan(0.25);
    }

    @Test
    void theSafetyModelThatShipsReadsReasoningToo() {
        LabelEvaluation evaluation = shipped(
                "safety",
                Role.SAFETY,
                evaluator -> evaluator.labelled(SafetyExamples.of(ExampleSet.HELD_OUT, 1000, 2)));
        assertThat(evaluation.all().value()).isGreaterThan(0.92);
        assertThat(evaluation.area()).isGreaterThan(0.97);
        assertThat(evaluation.areaOfLength()).isBetween(0.45, 0.55);
        assertThat(Objects.requireNonNull(evaluation.byKind().get("leaked-in-reasoning"))
                        .value())
                .isGreaterThan(0.8);
    }

    @Test
    void whoBeginsWithComparingHasAsManyKeysAsQueries() throws IOException {
        String yaml = Files.readString(ROOT.resolve("examples/models/helpful.yaml"))
                .replace("num_key_value_heads: 4", "num_key_value_heads: 2")
                .replaceFirst("generated: train, count: [0-9]+", "generated: train, count: 40");
        Path config = Files.writeString(folder.resolve("config.yaml"), yaml);
        assertThatThrownBy(
                        () -> RewardModelTraining.of(ConfigFields.read(config)).run(() -> false, NOWHERE))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("num_key_value_heads");
    }

    private static <T> T shipped(String name, Role role, Function<Evaluator, T> evaluate) {
        Path directory = ROOT.resolve("examples/models").resolve(name);
        try (Checkpoint checkpoint = Checkpoint.open(directory);
                Tokenizer tokenizer = Tokenizer.open(directory);
                TorchTransformer model = TorchTransformer.load(checkpoint, new TorchOptions())) {
            ChatFormat chat = ChatFormat.open(directory, tokenizer).orElseThrow();
            return evaluate.apply(new Evaluator(model, new ExampleReader(chat, role, 512), role, 8192));
        }
    }
}
