package dev.assay.decoder.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.decoder.Checkpoints;
import dev.assay.decoder.generation.GenerationRequest;
import dev.assay.decoder.generation.Generator;
import dev.assay.decoder.generation.Sampling;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TrainingPass;
import dev.assay.decoder.text.Tokenizer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Ten thousand calls of all kinds, each with lengths of its own, and the process is as large as before. */
class NativeMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int CALLS = 10_000;
    private static final int WARM_UP = 1_500;
    private static final long MOST_GROWTH_KB = 24 << 10;

    private final SplittableRandom random = new SplittableRandom(4);

    @Test
    void tenThousandCallsLeaveNativeMemoryAsItWas() throws Exception {
        Assumptions.assumeTrue(Files.exists(STATUS), "skipped: this system does not tell a process's memory");
        try (TorchTransformer model = Checkpoints.load("tiny-qwen3");
                TorchTransformer scores = Checkpoints.load("tiny-qwen2-rm");
                Tokenizer tokenizer = Tokenizer.open(Checkpoints.directory("tiny-qwen3"));
                Optimizer optimizer = model.optimizer(new AdamW())) {
            for (int i = 0; i < WARM_UP; i++) {
                call(i, model, scores, tokenizer, optimizer);
            }
            long before = nativeKilobytes();
            int arrays = model.manager().getManagedArrays().size();
            for (int i = 0; i < CALLS; i++) {
                call(i, model, scores, tokenizer, optimizer);
            }
            assertThat(model.manager().getManagedArrays()).hasSize(arrays);
            assertThat(nativeKilobytes() - before).isLessThan(MOST_GROWTH_KB);
        }
    }

    private void call(
            int i, TorchTransformer model, TorchTransformer scores, Tokenizer tokenizer, Optimizer optimizer) {
        TokenBatch batch = i % 3 == 0 ? TokenBatch.padded(sequences()) : TokenBatch.packed(List.of(sequences()));
        switch (i % 5) {
            case 0 -> scores.headAt(batch, batch.lastTokens());
            case 1 -> model.logProbs(batch, batch.predicted());
            case 2 -> {
                float[][] derivatives = new float[batch.rows()][batch.width()];
                Arrays.stream(derivatives).forEach(row -> Arrays.fill(row, -1e-3f));
                try (TrainingPass pass = model.train(batch, batch.predicted(), i % 2 == 0)) {
                    pass.backward(derivatives);
                }
            }
            case 3 ->
                new Generator(model, tokenizer, 2)
                        .generate(sequences().stream()
                                .map(prompt -> new GenerationRequest(
                                        prompt,
                                        1 + prompt.length % 4,
                                        new Sampling(1),
                                        prompt.length,
                                        Set.of(),
                                        List.of("x")))
                                .toList());
            default -> {
                tokenizer.decode(tokenizer.encode("text " + i), false);
                // The pass before has left gradients.
                optimizer.step(1e-6, 1);
            }
        }
    }

    /** What is in memory and is not the JVM's own. */
    private static long nativeKilobytes() throws Exception {
        System.gc();
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long own = memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted();
        long resident = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        return resident - own / 1024;
    }

    private List<int[]> sequences() {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(_ -> random.ints(2 + random.nextInt(12), 0, 512).toArray())
                .toList();
    }
}
