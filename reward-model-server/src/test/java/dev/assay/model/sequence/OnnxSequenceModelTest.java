package dev.assay.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.decoder.model.Precision;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.model.settings.HeadSettings;
import dev.assay.model.settings.ModelSettings;
import dev.assay.model.settings.ScoreRule;
import dev.assay.reward.AssayException;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxSequenceModelTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @BeforeEach
    void skipWithoutTheLibrary() {
        assumeTrue(
                OnnxGraph.trouble().isEmpty(),
                () -> "skipped: " + OnnxGraph.trouble().orElse(""));
    }

    /** Libraries that report to their makers name the switch that forbids it, and where they report to. */
    @Test
    void theLibraryHasNoCodeThatReportsToItsMakers() throws IOException {
        for (String library : List.of("linux-x64/libonnxruntime.so", "linux-aarch64/libonnxruntime.so")) {
            try (InputStream in = Objects.requireNonNull(
                    OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + library), library)) {
                String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(List.of("ORT_DISABLE_TELEMETRY", "OneCollector", "events.data.microsoft.com"))
                        .as(library)
                        .noneMatch(bytes::contains);
            }
        }
    }

    @Test
    void aDirectoryWithNothingButAGraphIsServed() throws IOException {
        try (SequenceModel model = load(settings("tiny", ScoreRule.index(1)))) {
            assertThat(model.profile())
                    .isEqualTo(new SequenceModel.Profile(
                            "DebertaV2ForSequenceClassification", List.of("bad", "good"), 12, 0));
            Sequence text = sequence(model, new ModelInput.Text("red green blue"));
            assertThat(text.ids()).containsExactly(2, 4, 5, 6, 3);
            assertClose(model.logits(List.of(text))[0], text);
        }
    }

    @Test
    void theTokenizersOwnTokensAreAddedAndItsTruncationIsIgnored() throws IOException {
        try (SequenceModel model = load(settings("tiny", ScoreRule.index(1)))) {
            Sequence pair = sequence(model, new ModelInput.Pair("red green blue", "black purple"));
            assertThat(pair.ids()).containsExactly(2, 4, 5, 6, 3, 7, 1, 3);
            assertThat(pair.types()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1);
            assertClose(model.logits(List.of(pair))[0], pair);
            assertThat(sequence(
                                    model,
                                    new ModelInput.Chat(List.of(
                                            new Message("user", "red green blue"),
                                            new Message("assistant", "black purple"))))
                            .ids())
                    .isEqualTo(pair.ids());
        }
    }

    @Test
    void inAPairNobodyEndsTheOthersTextAndInATextSpecialTokensAreSpecial() throws IOException {
        try (SequenceModel model = load(settings("tiny", ScoreRule.index(1)))) {
            assertThat(sequence(model, new ModelInput.Pair("red", "blue [SEP] green"))
                            .ids())
                    .containsExactly(2, 4, 3, 6, 1, 5, 3);
            assertThat(sequence(model, new ModelInput.Text("blue [SEP] green")).ids())
                    .containsExactly(2, 6, 3, 5, 3);
        }
    }

    /** In a unigram vocabulary a special token is a piece at its place, and not a name with a number. */
    @Test
    void withAUnigramTokenizerNobodyEndsTheOthersTextEither() throws IOException {
        ModelSettings settings = settings("unigram", ScoreRule.index(1));
        Path file = settings.path().resolve("tokenizer.json");
        ObjectNode tokenizer = (ObjectNode) JSON.readTree(file.toFile());
        tokenizer
                .putObject("pre_tokenizer")
                .put("type", "Metaspace")
                .put("replacement", "▁")
                .put("prepend_scheme", "always")
                .put("split", true);
        ObjectNode model = tokenizer.putObject("model").put("type", "Unigram").put("unk_id", 1);
        ArrayNode pieces = model.put("byte_fallback", false).putArray("vocab");
        for (String piece : List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "▁red", "▁green", "▁blue", "▁black")) {
            pieces.addArray().add(piece).add(-1.0);
        }
        JSON.writeValue(file.toFile(), tokenizer);
        try (SequenceModel loaded = load(settings)) {
            assertThat(sequence(loaded, new ModelInput.Pair("red", "blue [SEP] green"))
                            .ids())
                    .containsExactly(2, 4, 3, 6, 1, 5, 3);
            assertThat(sequence(loaded, new ModelInput.Text("blue[SEP]green")).ids())
                    .containsExactly(2, 6, 3, 5, 3);
        }
    }

    /** RoBERTa's positions start behind the padding token's number, as transformers computes them. */
    @Test
    void positionsStartWhereTheArchitectureHasThem() throws IOException {
        ModelSettings settings = settings("positions", ScoreRule.index(1));
        Path config = settings.path().resolve("config.json");
        Files.write(settings.path().resolve("model.onnx"), TinyGraph.model(12));
        String deberta = Files.readString(config);
        Files.writeString(
                config,
                deberta.replace("deberta-v2", "xlm-roberta").replace("\"pad_token_id\": 0", "\"pad_token_id\": 1"));
        try (SequenceModel model = load(settings)) {
            assertThat(model.profile().maxTokens())
                    .as("12 rows, of which two are in front")
                    .isEqualTo(10);
            positioned(model, 2);
        }
        Files.writeString(config, deberta);
        try (SequenceModel model = load(settings)) {
            assertThat(model.profile().maxTokens()).isEqualTo(12);
            positioned(model, 0);
        }
    }

    /** What positions add to the values does not depend on the tokens; neither alone nor beside longer texts. */
    private static void positioned(SequenceModel model, int first) {
        Sequence text = sequence(model, new ModelInput.Text("red green blue"));
        Sequence longest = sequence(model, new ModelInput.Text("red ".repeat(8)));
        float mean = first + (text.ids().length - 1) / 2f;
        float[] without = TinyGraph.expected(text.ids(), new int[text.ids().length]);
        for (float[] values : List.of(
                model.logits(List.of(text))[0], model.logits(List.of(longest, text), 2, longest.ids().length)[1])) {
            assertThat(values[0]).isCloseTo(without[0] + mean + 3 * 2 * mean, within(1e-4f));
            assertThat(values[1]).isCloseTo(without[1], within(1e-4f));
        }
    }

    @Test
    void whatIsTooLongOrUnreadableIsAnOutcome() throws IOException {
        try (SequenceModel model = load(settings("tiny", ScoreRule.index(1)))) {
            assertThat(TorchSequenceModelTest.refused(model, new ModelInput.Text("red ".repeat(11)))
                            .outcome()
                            .evidence())
                    .isEqualTo("13 tokens; the model takes 12");
            assertThat(TorchSequenceModelTest.refused(model, new ModelInput.Text("x".repeat(1 << 20)))
                            .outcome()
                            .reason())
                    .isEqualTo(ReasonCode.INPUT_TOO_LONG);
            for (ModelInput unreadable : List.of(
                    new ModelInput.Text(""),
                    new ModelInput.Pair("", ""),
                    new ModelInput.Tokens(new int[] {8}),
                    new ModelInput.Chat(List.of(new Message("user", "red"))))) {
                assertThat(TorchSequenceModelTest.refused(model, unreadable)
                                .outcome()
                                .reason())
                        .isEqualTo(ReasonCode.INPUT_UNREADABLE);
            }
            assertThat(sequence(model, new ModelInput.Text("\uD800 red \uDFFF")).ids())
                    .containsExactly(2, 1, 4, 1, 3);
        }
    }

    @Test
    void aScoreDoesNotDependOnItsNeighboursAndKeepsItsPlace() throws IOException {
        try (SequenceModel model = load(settings("tiny", ScoreRule.index(1)))) {
            List<Sequence> all = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                all.add(sequence(model, new ModelInput.Text("blue red ".repeat(1 + i * 5 % 4) + "green")));
            }
            float[][] mixed = model.logits(all);
            float[][] fixed = model.logits(all, 16, 12);
            for (int i = 0; i < all.size(); i++) {
                assertClose(mixed[i], all.get(i));
                assertThat(fixed[i]).isEqualTo(model.logits(List.of(all.get(i)), 16, 12)[0]);
                assertClose(fixed[i], all.get(i));
            }
        }
    }

    @Test
    void aGraphThatCannotBeUsedIsRefusedWithWhatIsWrong() throws IOException {
        ModelSettings tiny = settings("tiny", ScoreRule.LOGIT);
        assertThatThrownBy(() -> load(tiny))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("the head has 2 values: index or weights must say which of them count");
        assertThatThrownBy(() -> SequenceModel.load(
                        settings("tiny", ScoreRule.index(0)),
                        new TorchOptions("cuda:0", Precision.FLOAT32),
                        OptionalInt.empty()))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("device must be cpu");
        assertThatThrownBy(() -> load(with(tiny.path(), Optional.of("other.onnx"), Optional.empty())))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("other.onnx: no such file");
        assertThatThrownBy(() -> load(with(
                        tiny.path(), Optional.of("model.onnx"), Optional.of(new HeadSettings("w", Optional.empty())))))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("head inside");
        Files.write(tiny.path().resolve("model.onnx"), TinyGraph.model("ids", "logits"));
        assertThatThrownBy(() -> load(tiny)).hasMessageContaining("no input input_ids");
        Files.writeString(tiny.path().resolve("model.onnx"), "nonsense");
        assertThatThrownBy(() -> load(tiny))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("is no graph that can be used");
    }

    private ModelSettings settings(String name, ScoreRule score) throws IOException {
        ModelSettings settings = ModelSettings.of(TinyGraph.write(folder.resolve(name)));
        return new ModelSettings(
                settings.path(),
                settings.role(),
                settings.preferred(),
                settings.maxTokens(),
                settings.onnx(),
                settings.head(),
                score);
    }

    private static ModelSettings with(Path path, Optional<String> onnx, Optional<HeadSettings> head) {
        return new ModelSettings(path, Optional.empty(), false, OptionalInt.empty(), onnx, head, ScoreRule.index(0));
    }

    private static SequenceModel load(ModelSettings settings) {
        return TorchSequenceModelTest.load(settings);
    }

    private static Sequence sequence(SequenceModel model, ModelInput input) {
        return TorchSequenceModelTest.sequence(model, input);
    }

    private static void assertClose(float[] values, Sequence sequence) {
        float[] expected = TinyGraph.expected(sequence.ids(), sequence.types());
        assertThat(values).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(values[i]).isCloseTo(expected[i], within(1e-4f));
        }
    }
}
