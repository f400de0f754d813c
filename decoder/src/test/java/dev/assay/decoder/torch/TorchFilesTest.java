package dev.assay.decoder.torch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.decoder.Checkpoints;
import dev.assay.decoder.checkpoint.CheckpointWriter;
import dev.assay.decoder.checkpoint.TensorShape;
import dev.assay.decoder.checkpoint.TensorType;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TrainingPass;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights on their way between files and tensors. */
class TorchFilesTest {
    @Test
    void tensorsBeyondTwoGibibytesOfAFileAreComputedWith(@TempDir Path folder) throws Exception {
        Path from = Checkpoints.directory("tiny-qwen2");
        Files.write(folder.resolve("config.json"), Files.readAllBytes(from.resolve("config.json")));
        ByteBuffer weights = ByteBuffer.wrap(Files.readAllBytes(from.resolve("model.safetensors")))
                .order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[(int) weights.getLong()];
        weights.get(json);
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode header = (ObjectNode) mapper.readTree(json);
        long hole = (1L << 31) + 1024;
        header.forEach(tensor -> {
            if (tensor.has("data_offsets")) {
                long begin = tensor.path("data_offsets").path(0).longValue();
                long end = tensor.path("data_offsets").path(1).longValue();
                ((ObjectNode) tensor).putArray("data_offsets").add(begin + hole).add(end + hole);
            }
        });
        ObjectNode first = header.putObject("of.another.program");
        first.put("dtype", "F32").putArray("shape").add(hole / 4);
        first.putArray("data_offsets").add(0).add(hole);
        byte[] longer = mapper.writeValueAsBytes(header);
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("model.safetensors").toFile(), "rw")) {
            sparse.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(longer.length)
                    .array());
            sparse.write(longer);
            sparse.seek(sparse.getFilePointer() + hole);
            sparse.getChannel().write(weights);
        }
        try (TorchTransformer usual = Checkpoints.load("tiny-qwen2");
                TorchTransformer behind = Checkpoints.load(folder, new TorchOptions())) {
            TokenBatch batch = TokenBatch.padded(sequences(12));
            assertThat(all(behind, batch)).isDeepEqualTo(all(usual, batch));
        }
    }

    @Test
    void aModelWrittenInShardsComputesTheSame(@TempDir Path folder) throws Exception {
        try (TorchTransformer model = Checkpoints.load("tiny-qwen3")) {
            new CheckpointWriter(TensorType.F32, 100_000)
                    .write(Checkpoints.directory("tiny-qwen3"), model.architecture(), model::weights, folder);
            try (TorchTransformer read = Checkpoints.load(folder, new TorchOptions())) {
                TokenBatch batch = TokenBatch.padded(sequences(12));
                assertThat(all(read, batch)).isDeepEqualTo(all(model, batch));
            }
        }
    }

    @Test
    void weightsThatAreReadAndSetAgainGiveTheSameModel() {
        try (TorchTransformer model = Checkpoints.load("tiny-llama");
                TorchTransformer other = Checkpoints.load("tiny-llama")) {
            TokenBatch batch = TokenBatch.padded(sequences(20));
            float[][] before = all(model, batch);
            try (Optimizer optimizer = model.optimizer(new AdamW())) {
                back(model, batch, false);
                optimizer.step(0.01, Double.POSITIVE_INFINITY);
            }
            assertThat(Arrays.deepEquals(all(model, batch), before)).isFalse();
            for (TensorShape shape : model.architecture().tensors()) {
                other.setWeights(shape.name(), model.weights(shape.name()));
            }
            assertThat(all(other, batch)).isDeepEqualTo(all(model, batch));
        }
    }

    private static void back(TorchTransformer model, TokenBatch batch, boolean checkpointing) {
        float[][] derivatives = new float[batch.rows()][batch.width()];
        for (float[] row : derivatives) {
            Arrays.fill(row, -1);
        }
        try (TrainingPass pass = model.train(batch, batch.predicted(), checkpointing)) {
            pass.backward(derivatives);
        }
    }

    private static float[][] all(TorchTransformer model, TokenBatch batch) {
        return model.logProbs(batch, batch.predicted()).logProbs();
    }

    private static List<int[]> sequences(int... lengths) {
        SplittableRandom random = new SplittableRandom(11);
        return Arrays.stream(lengths)
                .mapToObj(length -> random.ints(length, 0, 512).toArray())
                .toList();
    }
}
