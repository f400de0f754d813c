package dev.assay.decoder.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.decoder.Checkpoints;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Decoding;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.TokenBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Reading from several threads, and the end of a model under its readers. */
class TorchThreadsTest {
    @Test
    void whatAnotherThreadReadsLeavesNoGradientBehind() throws InterruptedException {
        try (TorchTransformer model = Checkpoints.load("tiny-qwen2");
                Optimizer optimizer = model.optimizer(new AdamW())) {
            TokenBatch batch = TokenBatch.padded(sequences(9));
            float[][] here = all(model, batch);
            float[][][] there = new float[1][][];
            Thread thread = Thread.ofPlatform().start(() -> there[0] = all(model, batch));
            thread.join();
            assertThat(there[0]).isDeepEqualTo(here);
            assertThatThrownBy(() -> optimizer.step(0.1, 1)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void severalThreadsThatReadGetWhatOneGets() throws Exception {
        try (TorchTransformer model = Checkpoints.load("tiny-qwen3")) {
            List<Callable<float[][]>> calls = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                TokenBatch batch = i % 2 == 0
                        ? TokenBatch.padded(sequences(5 + i, 3))
                        : TokenBatch.packed(List.of(sequences(5 + i, 3)));
                calls.add(() -> all(model, batch));
                List<int[]> prompts = sequences(2 + i);
                calls.add(() -> {
                    try (Decoding decoding = model.decode(prompts)) {
                        decoding.append(decoding.likeliest());
                        return decoding.logits();
                    }
                });
            }
            List<float[][]> alone = new ArrayList<>();
            for (Callable<float[][]> call : calls) {
                alone.add(call.call());
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int repeat = 0; repeat < 5; repeat++) {
                    List<Future<float[][]>> together = threads.invokeAll(calls);
                    for (int i = 0; i < alone.size(); i++) {
                        assertThat(together.get(i).get()).isDeepEqualTo(alone.get(i));
                    }
                }
            }
        }
    }

    @Test
    void aModelMayBeClosedUnderItsReaders() throws Exception {
        TokenBatch batch = TokenBatch.padded(sequences(40, 20));
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < 5; round++) {
                TorchTransformer model = Checkpoints.load("tiny-qwen2");
                CountDownLatch begun = new CountDownLatch(3);
                List<Future<?>> readers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    readers.add(threads.submit(() -> {
                        all(model, batch);
                        begun.countDown();
                        assertThatThrownBy(() -> {
                                    while (true) {
                                        all(model, batch);
                                    }
                                })
                                .isInstanceOf(IllegalStateException.class);
                    }));
                }
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
                model.close();
                for (Future<?> reader : readers) {
                    reader.get(30, TimeUnit.SECONDS);
                }
            }
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
