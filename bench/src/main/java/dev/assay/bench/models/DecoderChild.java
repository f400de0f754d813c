package dev.assay.bench.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.decoder.checkpoint.Checkpoint;
import dev.assay.decoder.model.AdamW;
import dev.assay.decoder.model.Optimizer;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.model.TrainingPass;
import dev.assay.decoder.torch.TorchOptions;
import dev.assay.decoder.torch.TorchRuntime;
import dev.assay.decoder.torch.TorchTransformer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Works through texts with the decoder: MODEL TEXTS KIND THREADS PLAN. Answers each line {@code round} with {@code took
 * SECONDS CHECK} and {@code peak} with {@code kilobytes N}, as the peer's script does.
 */
public final class DecoderChild {
    private static final double RATE = 1e-5;

    private DecoderChild() {}

    /** Runs until its input ends. */
    public static void main(String[] arguments) throws IOException {
        TorchRuntime.useThreads(Integer.parseInt(arguments[3]));
        TorchTransformer model;
        try (Checkpoint checkpoint = Checkpoint.open(Path.of(arguments[0]))) {
            model = TorchTransformer.load(checkpoint, new TorchOptions());
        }
        int[][] texts = new ObjectMapper().readValue(Path.of(arguments[1]).toFile(), int[][].class);
        List<TokenBatch> batches = Plan.valueOf(arguments[4]).batches(List.of(texts));
        try (model) {
            switch (arguments[2]) {
                case "scores" -> serve(batches, batch -> sum(model.headAt(batch, batch.lastTokens())));
                case "logprobs" ->
                    serve(
                            batches,
                            batch ->
                                    sum(model.logProbs(batch, batch.predicted()).logProbs()));
                case "step" -> {
                    try (Optimizer optimizer = model.optimizer(new AdamW())) {
                        serve(batches, batch -> step(model, optimizer, batch));
                    }
                }
                default -> throw new IllegalArgumentException("no work named " + arguments[2]);
            }
        }
    }

    private static void serve(List<TokenBatch> batches, ToDoubleFunction<TokenBatch> work) throws IOException {
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line;
        while ((line = in.readLine()) != null) {
            if (line.equals("peak")) {
                System.out.println("kilobytes " + peak());
                continue;
            }
            long begin = System.nanoTime();
            double check = batches.stream().mapToDouble(work).sum();
            System.out.println("took " + (System.nanoTime() - begin) / 1e9 + " " + check);
        }
    }

    private static double step(TorchTransformer model, Optimizer optimizer, TokenBatch batch) {
        boolean[][] scored = batch.predicted();
        try (TrainingPass pass = model.train(batch, scored, false)) {
            long count = Arrays.stream(scored).mapToLong(DecoderChild::count).sum();
            float[][] derivatives = new float[batch.rows()][batch.width()];
            for (float[] row : derivatives) {
                Arrays.fill(row, -1f / count);
            }
            pass.backward(derivatives);
            optimizer.step(RATE, 1);
            return sum(pass.values().logProbs());
        }
    }

    private static long count(boolean[] flags) {
        long count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    private static double sum(float[][] values) {
        return Arrays.stream(values)
                .flatMapToDouble(row -> {
                    DoubleStream.Builder all = DoubleStream.builder();
                    for (float value : row) {
                        all.add(value);
                    }
                    return all.build();
                })
                .sum();
    }

    private static String peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("0");
    }
}
