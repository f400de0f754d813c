package dev.assay.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.decoder.model.Precision;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
    @TempDir
    Path folder;

    @Test
    void everythingThatCanBeSaidIsRead() throws IOException {
        ModelsConfiguration read = read("""
                models:
                  helpful:
                    path: checkpoints/helpful
                    role: helpful
                    default: true
                    maxTokens: 2048
                    head: {weight: v_head.summary.weight, bias: v_head.summary.bias}
                    score: {index: 1, negate: true, mean: 2, deviation: 0.5, sigmoid: true}
                  plain: other
                  exported: {path: onnx, onnx: model_quantized.onnx, score: {weights: [1, -0.5]}, head: value_head.weight}
                folder: more
                batch: {rows: 8, tokens: 512, delay: 20ms, waiting: 9, fixed: true}
                device: cuda:1
                precision: bfloat16
                threads: 3
                """);
        assertThat(read.models().keySet()).containsExactly("helpful", "plain", "exported");
        assertThat(model(read, "helpful"))
                .isEqualTo(new ModelSettings(
                        folder.resolve("checkpoints/helpful"),
                        Optional.of("helpful"),
                        true,
                        OptionalInt.of(2048),
                        Optional.empty(),
                        Optional.of(new HeadSettings("v_head.summary.weight", Optional.of("v_head.summary.bias"))),
                        new ScoreRule(List.of(0.0, 1.0), true, 2, 0.5, true)));
        assertThat(model(read, "plain")).isEqualTo(ModelSettings.of(folder.resolve("other")));
        ModelSettings exported = model(read, "exported");
        assertThat(exported.onnx()).contains("model_quantized.onnx");
        assertThat(exported.score().weights()).containsExactly(1.0, -0.5);
        assertThat(exported.head()).contains(new HeadSettings("value_head.weight", Optional.empty()));
        assertThat(read.folder()).contains(folder.resolve("more"));
        assertThat(read.batching()).isEqualTo(new BatchSettings(8, 512, Duration.ofMillis(20), 9, true));
        assertThat(read.device()).isEqualTo(new TorchOptions("cuda:1", Precision.BFLOAT16));
        assertThat(read.threads()).hasValue(3);
    }

    @Test
    void whatIsNotSaidHasItsDefault() throws IOException {
        ModelsConfiguration read = read("models: {one: there}");
        assertThat(read.folder()).isEmpty();
        assertThat(read.batching()).isEqualTo(BatchSettings.DEFAULT);
        assertThat(read.device()).isEqualTo(new TorchOptions());
        assertThat(read.threads()).isEmpty();
        assertThat(model(read, "one").score()).isEqualTo(ScoreRule.LOGIT);
    }

    /** The place first, then what is allowed there, then what was found. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [] | must be a map, not []
            {} | models: at least one model is needed, or a folder from which they are loaded later
            {models: [a]} | models: must be a map, not [a]
            {models: {a: x}, device: tpu} | device: device must be cpu or cuda:N, not tpu
            {models: {a: x}, precision: int8} | precision: must be one of float32, mixed-bfloat16, bfloat16, not int8
            {models: {a: x}, threads: 0} | threads: must be a whole number from 1 to 1024, not 0
            {models: {a: x}, thread: 1} | thread: is not known; known: models, folder, batch, device, precision, threads
            {models: {a: x}, folder: 3} | folder: must be text, not 3
            {models: {a/b: x}} | models: a name is letters, digits, '.', '_' and '-', at most 64, not 'a/b'
            {models: {a: {role: b}}} | models.a.path: is missing
            {models: {a: {path: x, default: 1}}} | models.a.default: must be true or false, not 1
            {models: {a: {path: x, default: true}, b: {path: x, default: true}}} | models: 2 of them are the default; one may be
            {models: {a: {path: x, maxTokens: many}}} | models.a.maxTokens: must be a whole number from 1 to 16777216, not many
            {models: {a: {path: x, onnx: 1}}} | models.a.onnx: must be text, not 1
            {models: {a: {path: x, head: {bias: b}}}} | models.a.head.weight: is missing
            {models: {a: {path: x, head: {weight: w, tensor: b}}}} | models.a.head.tensor: is not known; known: weight, bias
            {models: {a: {path: x, score: {index: -1}}}} | models.a.score.index: must be a whole number from 0 to 4095, not -1
            {models: {a: {path: x, score: {index: 0, weights: [1]}}}} | models.a.score: has both index and weights
            {models: {a: {path: x, score: {weights: 1}}}} | models.a.score.weights: must be a list of numbers, not 1
            {models: {a: {path: x, score: {weights: [b]}}}} | models.a.score.weights: must be a number, not b
            {models: {a: {path: x, score: {mean: .nan}}}} | models.a.score.mean: must be a number, not NaN
            {models: {a: {path: x, score: {deviation: 0}}}} | models.a.score: deviation must be greater than 0 and finite, not 0.0
            {models: {a: {path: x, score: }}} | models.a: 'score' must be a name with a value
            {models: {a: x}, batch: {rows: 5000}} | batch: rows must be from 1 to 4096, not 5000
            {models: {a: x}, batch: {delay: 5}} | batch.delay: must be a duration such as 500ms, 2s or 1m, not 5
            {models: {a: x}, batch: {delay: 5min}} | batch.delay: must be a duration such as 500ms, 2s or 1m, not 5min
            {models: {a: x}, batch: {delay: 11s}} | batch: delay must be from 0 to 10 s, not PT11S
            """)
    void aMessageNamesThePlaceAndWhatIsAllowed(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOfSatisfying(
                        AssayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                .hasMessage(folder.resolve("models.yaml") + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {models: {a: x}, models: {b: x}} | duplicate key models
            {models | not YAML
            '!!int x' | not YAML
            '{models: {a: !!java.io.File [x]}}' | not YAML
            """)
    void whatIsNoYamlIsRefusedInALine(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void aFolderOfModelsNamesThemAndTheirRoles() throws IOException {
        for (String name : List.of("safety", "other", "empty")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(folder.resolve("safety/config.json"), "{}");
        Files.writeString(folder.resolve("other/config.json"), "{}");
        ModelsConfiguration read = ModelsConfiguration.read(folder);
        assertThat(read.models().keySet()).containsExactly("other", "safety");
        assertThat(model(read, "safety").role()).contains("safety");
        assertThat(model(read, "other").role()).isEmpty();
        assertThat(read.folder()).contains(folder);
        assertThatThrownBy(() -> ModelsConfiguration.read(folder.resolve("empty")))
                .hasMessageContaining("holds no model");
    }

    @Test
    void theRuleCountsTheValuesItNames() {
        assertThat(ScoreRule.index(1).score(List.of(Double.NEGATIVE_INFINITY, 3.0)))
                .isEqualTo(3);
        assertThat(new ScoreRule(List.of(1.0, -0.5), true, 2, 4, false).score(List.of(6.0, 4.0)))
                .isEqualTo(-1.5);
        assertThat(new ScoreRule(List.of(), false, 0, 1, true).score(List.of(0.0)))
                .isEqualTo(0.5);
        assertThat(ScoreRule.LOGIT.fits(1)).isTrue();
        assertThat(ScoreRule.LOGIT.fits(2)).isFalse();
        assertThat(ScoreRule.index(1).fits(1)).isFalse();
    }

    private static ModelSettings model(ModelsConfiguration read, String name) {
        return Objects.requireNonNull(read.models().get(name), name);
    }

    private ModelsConfiguration read(String yaml) throws IOException {
        return ModelsConfiguration.read(Files.writeString(folder.resolve("models.yaml"), yaml));
    }
}
