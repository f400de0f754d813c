package dev.assay.decoder.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.decoder.Checkpoints;
import dev.assay.decoder.checkpoint.CheckpointWriter;
import dev.assay.decoder.checkpoint.TensorType;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TrainingPass;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write, read by {@code transformers}, where {@code ASSAY_PYTHON} names a Python that has it. */
class TransformersTest {
    private static final String PYTHON = Objects.requireNonNullElse(System.getenv("ASSAY_PYTHON"), "python3");
    private static final int[] TOKENS = {1, 7, 300, 511, 42, 42, 9, 128};

    @TempDir
    Path folder;

    @BeforeAll
    static void needsTransformers() throws IOException, InterruptedException {
        assumeTrue(
                runs("-c", "import torch, transformers"),
                "skipped: " + PYTHON + " has no torch and transformers; ASSAY_PYTHON may name one that has");
    }

    @Test
    void aTrainedModelWrittenWholeOrInShardsHasTheSameLogitsThere() throws IOException, InterruptedException {
        List<float[][]> here = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (String name : Checkpoints.languageModels().toList()) {
            try (TorchTransformer model = Checkpoints.load(name);
                    Optimizer optimizer = model.optimizer(new AdamW())) {
                TokenBatch batch = TokenBatch.padded(List.of(TOKENS));
                try (TrainingPass pass = model.train(batch, batch.predicted(), false)) {
                    pass.backward(new float[][] {{-1, -1, -1, -1, -1, -1, -1, -1}});
                }
                optimizer.step(1e-2, 1);
                for (long largest : new long[] {100_000, 1L << 30}) {
                    Path target = folder.resolve(name + largest);
                    new CheckpointWriter(TensorType.F32, largest)
                            .write(Checkpoints.directory(name), model.architecture(), model::weights, target);
                    written.add(target.toString());
                    here.add(logits(model, batch));
                }
            }
        }
        float[][][] there = logitsThere(written);
        assertThat(there.length).isEqualTo(written.size());
        for (int i = 0; i < there.length; i++) {
            assertSame(here.get(i), there[i]);
        }
    }

    private static float[][] logits(TorchTransformer model, TokenBatch batch) {
        return model.headAt(
                batch,
                IntStream.range(0, TOKENS.length)
                        .mapToObj(t -> new int[] {0, t})
                        .toList());
    }

    private static void assertSame(float[][] here, float[][] there) {
        assertThat(there).hasDimensions(here.length, here[0].length);
        for (int t = 0; t < here.length; t++) {
            for (int v = 0; v < here[t].length; v++) {
                assertThat(there[t][v]).isCloseTo(here[t][v], within(1e-5f * Math.max(1, Math.abs(here[t][v]))));
            }
        }
    }

    private float[][][] logitsThere(List<String> directories) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        Path script = Files.writeString(folder.resolve("logits.py"), """
                import json, sys, torch, transformers
                ids = torch.tensor([json.loads(sys.argv[1])])
                models = (transformers.AutoModelForCausalLM.from_pretrained(name, dtype=torch.float32) for name in sys.argv[3:])
                with torch.inference_mode(), open(sys.argv[2], "w") as file:
                    json.dump([model(input_ids=ids).logits[0].tolist() for model in models], file)
                """);
        Path out = folder.resolve("logits.json");
        List<String> arguments =
                new ArrayList<>(List.of(script.toString(), json.writeValueAsString(TOKENS), out.toString()));
        arguments.addAll(directories);
        assertThat(runs(arguments.toArray(new String[0]))).isTrue();
        return json.readValue(out.toFile(), float[][][].class);
    }

    private static boolean runs(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException absent) {
            return false;
        }
    }
}
