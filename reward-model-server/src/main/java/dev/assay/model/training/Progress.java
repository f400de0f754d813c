package dev.assay.model.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells how training goes: a line of JSON for every step, and now and then one for people. */
final class Progress implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE = 2_000_000_000L;

    private final BufferedWriter metrics;
    private final PrintStream people;
    private final long start = System.nanoTime();
    private long told = start;
    private long tokens;
    private int skipped;
    private double loss;
    private double right;
    private int since;

    Progress(Path metrics, PrintStream people) throws IOException {
        this.metrics = Files.newBufferedWriter(metrics);
        this.people = people;
    }

    void stepped(TrainingLoop.Step step) throws IOException {
        tokens += step.tokens();
        if (step.skipped()) {
            skipped++;
            people.printf(
                    "step %d skipped: its loss or its gradient is no finite number (%d so far)%n",
                    step.step(), skipped);
        } else {
            loss += step.loss();
            right += step.right();
            since++;
        }
        write(step);
        long now = System.nanoTime();
        if (now - told > PAUSE || step.step() == step.of()) {
            told = now;
            double seconds = seconds();
            people.printf(
                    Locale.ROOT,
                    "step %d of %d: loss %.4f, right %.3f; %.0f tokens a second, %.0f s to go%n",
                    step.step(),
                    step.of(),
                    loss / Math.max(1, since),
                    right / Math.max(1, since),
                    tokens / seconds,
                    seconds / step.step() * (step.of() - step.step()));
            loss = 0;
            right = 0;
            since = 0;
        }
    }

    /** Steps in which nothing was learnt. */
    int skipped() {
        return skipped;
    }

    /** Since the beginning. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() throws IOException {
        metrics.close();
    }

    private void write(TrainingLoop.Step step) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.put("step", step.step());
        if (step.skipped()) {
            line.put("skipped", true);
        } else {
            line.put("loss", step.loss()).put("right", step.right()).put("gradientNorm", step.norm());
        }
        line.put("learningRate", step.rate()).put("tokens", step.tokens()).put("seconds", seconds());
        metrics.write(line.toString());
        metrics.newLine();
        metrics.flush();
    }
}
