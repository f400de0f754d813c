package dev.assay.decoder.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.decoder.Checkpoints;
import dev.assay.reward.AssayException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.assay.decoder.Checkpoints#languageModels")
    void aDirectoryWrittenAndReadAgainHoldsTheSameNumbers(String name) throws IOException {
        try (Checkpoint original = Checkpoint.open(Checkpoints.directory(name))) {
            new CheckpointWriter(TensorType.F32)
                    .write(original.directory(), original.architecture(), original::weights, folder.resolve("whole"));
            new CheckpointWriter(TensorType.F32, 100_000)
                    .write(original.directory(), original.architecture(), original::weights, folder.resolve("shards"));
            for (String copy : new String[] {"whole", "shards"}) {
                try (Checkpoint written = Checkpoint.open(folder.resolve(copy))) {
                    assertThat(written.architecture()).isEqualTo(original.architecture());
                    for (TensorShape shape : original.architecture().tensors()) {
                        assertThat(numbers(written, shape)).isEqualTo(numbers(original, shape));
                    }
                }
                assertThat(folder.resolve(copy).resolve("tokenizer.json")).exists();
            }
        }
        assertThat(folder.resolve("whole/model.safetensors")).exists();
        assertThat(folder.resolve("shards/model.safetensors.index.json")).exists();
        assertThat(folder.resolve("shards/model.safetensors")).doesNotExist();
    }

    @Test
    void shardsOfAnEarlierWriteDoNotStay() throws IOException {
        try (Checkpoint original = Checkpoint.open(Checkpoints.directory("tiny-qwen3"))) {
            for (long largest : new long[] {50_000, 100_000, 1L << 30}) {
                new CheckpointWriter(TensorType.F32, largest)
                        .write(original.directory(), original.architecture(), original::weights, folder);
                try (Stream<Path> files = Files.list(folder);
                        Checkpoint written = Checkpoint.open(folder)) {
                    Path index = folder.resolve("model.safetensors.index.json");
                    long named = Files.exists(index)
                            ? JSON.readTree(index.toFile())
                                    .path("weight_map")
                                    .valueStream()
                                    .map(JsonNode::asText)
                                    .distinct()
                                    .count()
                            : 1;
                    assertThat(files.filter(file -> file.toString().endsWith(".safetensors")))
                            .hasSize((int) named);
                    assertThat(written.architecture()).isEqualTo(original.architecture());
                }
            }
        }
    }

    @Test
    void aHeadOfAnotherNameMakesAClassificationModel() throws IOException {
        Path from = Checkpoints.directory("tiny-qwen2-rm");
        Files.writeString(
                folder.resolve("config.json"),
                Files.readString(from.resolve("config.json"))
                        .replace("Qwen2ForSequenceClassification", "SomethingOfATrainer"));
        byte[] weights = Files.readAllBytes(from.resolve("model.safetensors"));
        String header =
                new String(weights, StandardCharsets.ISO_8859_1).replace("\"score.weight\"", "\"value.weight\"");
        weights = header.getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("model.safetensors"), weights);
        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("SomethingOfATrainer");
        try (Checkpoint original = Checkpoint.open(from);
                Checkpoint other = Checkpoint.open(folder, new HeadTensors("value.weight", Optional.empty()))) {
            assertThat(other.architecture()).isEqualTo(original.architecture());
            for (TensorShape shape : original.architecture().tensors()) {
                assertThat(numbers(other, shape)).isEqualTo(numbers(original, shape));
            }
        }
        for (HeadTensors wrong : List.of(
                new HeadTensors("absent.weight", Optional.empty()),
                new HeadTensors("model.norm.weight", Optional.empty()),
                new HeadTensors("value.weight", Optional.of("model.norm.weight")))) {
            assertThatThrownBy(() -> Checkpoint.open(folder, wrong)).isInstanceOf(AssayException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void narrowNumbersAreRoundedToTheNearestAndSayTheirTypeInTheConfiguration(TensorType type) throws IOException {
        try (Checkpoint original = Checkpoint.open(Checkpoints.directory("tiny-qwen3"))) {
            new CheckpointWriter(type).write(original.directory(), original.architecture(), original::weights, folder);
            try (Checkpoint written = Checkpoint.open(folder)) {
                assertThat(written.type()).isEqualTo(type);
                double digits = type == TensorType.F16 ? 1.0 / (1 << 11) : 1.0 / (1 << 8);
                for (TensorShape shape : original.architecture().tensors()) {
                    float[] exact = numbers(original, shape);
                    float[] narrow = numbers(written, shape);
                    for (int i = 0; i < exact.length; i++) {
                        assertThat(Math.abs(narrow[i] - exact[i]))
                                .isLessThanOrEqualTo((float) (Math.abs(exact[i]) * digits + 1e-7));
                    }
                }
            }
        }
        assertThat(JSON.readTree(folder.resolve("config.json").toFile())
                        .path("dtype")
                        .asText())
                .isEqualTo(type.configName());
    }

    @Property(tries = 300)
    void bfloat16KeepsWhatFitsIntoIt(@ForAll short bits) {
        float exact = Float.intBitsToFloat(bits << 16);
        try (Arena arena = Arena.ofConfined()) {
            var segment = arena.allocate(4);
            TensorType.BF16.write(new float[] {exact}, 1, segment);
            float[] back = new float[1];
            TensorType.BF16.read(segment, 0, back, 1);
            assertThat(Float.isNaN(exact) ? Float.isNaN(back[0]) : back[0] == exact)
                    .isTrue();
        }
    }

    @Test
    void aFileOverTwoGibibytesIsReadToItsEnd() throws IOException {
        Path file = folder.resolve("large.safetensors");
        long rows = (1L << 31) / 1024 + 3;
        byte[] header = ("{\"w\":{\"dtype\":\"BF16\",\"shape\":[" + rows + ",512],\"data_offsets\":[0," + rows * 1024
                        + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            sparse.write(header);
            sparse.setLength(8 + header.length + rows * 1024);
            sparse.seek(sparse.length() - 2);
            // 1.5 as bfloat16, little-endian.
            sparse.write(new byte[] {(byte) 0xC0, 0x3F});
        }
        try (Arena arena = Arena.ofConfined()) {
            float[] last = new float[2];
            Objects.requireNonNull(SafetensorsFile.map(file, arena).get("w")).read(rows * 512 - 2, last, 2);
            assertThat(last).containsExactly(0f, 1.5f);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} ~ hole or overlap
            {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                                                      ~ behind the last tensor
            {"w":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}                                                      ~ dtype is "I64"
            {"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                                                      ~ does not span
            {"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                                                     ~ shape is [-2]
            {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}                                                     ~ data_offsets is [0,16]
            {"w":{"dtype":"F32","shape":[9223372036854775807,8],"data_offsets":[0,8]}}                                  ~ than can be counted
            [1]                                                                                                         ~ no JSON object
            {"w"                                                                                                        ~ cannot be read
            """)
    void aFileWhoseHeaderDoesNotFitIsRefused(String header, String complaint) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("w.safetensors");
        Files.write(
                file,
                ByteBuffer.allocate(16 + json.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .putLong(0)
                        .array());
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> SafetensorsFile.map(file, arena))
                    .isInstanceOf(AssayException.class)
                    .hasMessageContaining(complaint);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            model_type          ~ "mistral"              ~ model_type is "mistral"
            hidden_act          ~ "gelu"                 ~ hidden_act is "gelu"
            use_sliding_window  ~ true                   ~ use_sliding_window is true
            hidden_size         ~ 0                      ~ hidden_size is 0
            hidden_size         ~ "64"                   ~ hidden_size is "64"
            num_key_value_heads ~ 3                      ~ num_key_value_heads is 3
            rms_norm_eps        ~ -1                     ~ rms_norm_eps is -1
            architectures       ~ ["Qwen2ForTokenClassification"] ~ architectures is ["Qwen2ForTokenClassification"]
            rope_parameters     ~ {"rope_type":"yarn"}   ~ rope_type is "yarn"
            layer_types         ~ ["sliding_attention"]  ~ layer_types is ["sliding_attention"]
            quantization_config ~ {"bits":4}             ~ quantization_config is {"bits":4}
            vocab_size          ~ 513                    ~ model.embed_tokens.weight has shape [512, 64]
            num_hidden_layers   ~ 3                      ~ no tensor model.layers.2.
            num_hidden_layers   ~ 2147483647             ~ num_hidden_layers is 2147483647
            """)
    void whatIsNotSupportedIsRefusedWithFieldAndValue(String field, String value, String complaint) throws IOException {
        copy("tiny-qwen2", Map.of(field, value));
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void anIndexCannotLeadOutOfTheDirectory() throws IOException {
        copy("tiny-qwen2", Map.of());
        Files.delete(folder.resolve("model.safetensors"));
        Files.writeString(
                folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {\"a\": \"../model.safetensors\"}}");
        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("../model.safetensors");
    }

    @Test
    void bothLayoutsOfRotarySettingsAreRead() throws IOException {
        String scaling = "{\"rope_type\":\"llama3\",\"factor\":8.0,\"low_freq_factor\":1.0,\"high_freq_factor\":4.0,"
                + "\"original_max_position_embeddings\":8192}";
        copy("tiny-llama", Map.of("rope_parameters", "null", "rope_theta", "500000.0", "rope_scaling", scaling));
        RopeScaling.Llama3 expected = new RopeScaling.Llama3(8, 1, 4, 8192);
        try (Checkpoint old = Checkpoint.open(folder)) {
            assertThat(old.architecture().ropeTheta()).isEqualTo(500_000);
            assertThat(old.architecture().ropeScaling()).isEqualTo(expected);
        }
        copy("tiny-llama", Map.of("rope_parameters", scaling.replace("}", ",\"rope_theta\":500000.0}")));
        try (Checkpoint current = Checkpoint.open(folder)) {
            assertThat(current.architecture().ropeTheta()).isEqualTo(500_000);
            assertThat(current.architecture().ropeScaling()).isEqualTo(expected);
        }
    }

    @Test
    void llamasScalingKeepsShortWavelengthsAndStretchesLongOnes() {
        float[] plain = new RopeScaling.None().inverseFrequencies(500_000, 128);
        float[] scaled = new RopeScaling.Llama3(8, 1, 4, 8192).inverseFrequencies(500_000, 128);
        assertThat(scaled[0]).isEqualTo(plain[0]);
        assertThat(scaled[63]).isEqualTo(plain[63] / 8);
        // Between 2048 and 8192 positions a wave; the values are those of transformers' formula.
        assertThat(scaled[30]).isBetween(plain[30] / 8, plain[30]);
        for (int i = 1; i < 64; i++) {
            assertThat(scaled[i]).isLessThan(scaled[i - 1]);
        }
    }

    private void copy(String name, Map<String, String> changes) throws IOException {
        Path from = Checkpoints.directory(name);
        ObjectNode config =
                (ObjectNode) JSON.readTree(from.resolve("config.json").toFile());
        for (Map.Entry<String, String> change : changes.entrySet()) {
            config.set(change.getKey(), JSON.readTree(change.getValue()));
        }
        Files.writeString(folder.resolve("config.json"), config.toString());
        Files.write(folder.resolve("model.safetensors"), Files.readAllBytes(from.resolve("model.safetensors")));
    }

    private static float[] numbers(Checkpoint checkpoint, TensorShape shape) {
        float[] numbers = new float[(int) shape.size()];
        checkpoint.weights(shape.name()).read(0, numbers, numbers.length);
        return numbers;
    }
}
