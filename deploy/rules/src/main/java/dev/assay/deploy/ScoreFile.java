package dev.assay.deploy;

import dev.assay.codec.RewardWriter;
import dev.assay.codec.RolloutReader;
import dev.assay.recipe.Combiner;
import dev.assay.recipe.Judged;
import dev.assay.recipe.Recipe;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import dev.assay.service.scoring.Scoring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scores a stream of lines into a stream of lines, in order. Lines are scored in chunks beside each other; only a
 * bounded number of chunks is under way, so the size of the input does not matter. Where the recipe sets rollouts
 * against their group, components (and no texts) are kept until the input ends.
 */
final class ScoreFile {
    private static final int CHUNK_LINES = 64;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int CHUNKS_UNDER_WAY = 32;
    private static final long BYTES_UNDER_WAY = 64 << 20;
    private static final Duration DEADLINE = Duration.ofHours(1);

    private final Scoring scoring;
    private final Recipe recipe;
    private final Progress progress;
    private final Set<String> unknownFields = ConcurrentHashMap.newKeySet();
    private final List<Line> held = new ArrayList<>();
    private long written;
    private long errors;
    private long absent;
    private double sum;

    ScoreFile(Scoring scoring, Recipe recipe, Progress progress) {
        this.scoring = scoring;
        this.recipe = recipe;
        this.progress = progress;
    }

    /** What came out. */
    record Totals(long lines, long errors, long absent, double mean, double seconds) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d rollouts in %.1f s (%,.0f/s): mean reward %.4f, %,d without a reward, %,d lines with an error",
                    lines - errors,
                    seconds,
                    lines / Math.max(seconds, 1e-9),
                    mean,
                    absent,
                    errors);
        }
    }

    /** What became of a line: its components, or an error. */
    private record Line(long number, Optional<Judged> judged, Recipe recipe, String error) {}

    private record Chunk(CompletableFuture<List<Line>> lines, int bytes) {}

    Totals run(InputStream in, OutputStream out) throws IOException {
        Lines source = new Lines(in);
        Deque<Chunk> underWay = new ArrayDeque<>();
        long bytes = 0;
        while (true) {
            Lines.Block block = source.next(CHUNK_LINES, CHUNK_BYTES);
            if (!block.lines().isEmpty()) {
                underWay.add(new Chunk(start(block), block.bytes()));
                bytes += block.bytes();
            }
            boolean end = block.lines().isEmpty();
            while (!underWay.isEmpty()
                    && (end
                            || underWay.size() > CHUNKS_UNDER_WAY
                            || bytes > BYTES_UNDER_WAY
                            || underWay.peek().lines().isDone())) {
                Chunk chunk = underWay.remove();
                bytes -= chunk.bytes();
                take(chunk.lines().join(), out);
                progress.at(written + held.size(), source.position());
            }
            if (end) {
                break;
            }
        }
        release(out);
        out.flush();
        progress.end();
        unknownFields.stream()
                .sorted()
                .limit(10)
                .forEach(name -> System.err.println("assay: field '" + name + "' is not known and was left out"));
        long scored = written - errors - absent;
        return new Totals(written, errors, absent, scored == 0 ? 0 : sum / scored, progress.seconds());
    }

    private CompletableFuture<List<Line>> start(Lines.Block block) {
        CompletableFuture<List<Line>> done = new CompletableFuture<>();
        scoring.executor().execute(() -> {
            try {
                score(block, done);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private void score(Lines.Block block, CompletableFuture<List<Line>> done) {
        Line[] lines = new Line[block.lines().size()];
        List<CompletableFuture<?>> waits = new ArrayList<>();
        Deadline deadline = Deadline.after(DEADLINE);
        for (int i = 0; i < lines.length; i++) {
            int index = i;
            long number = block.first() + i;
            byte[] bytes = block.lines().get(i);
            if (Lines.isBlank(bytes)) {
                continue;
            }
            try {
                Rollout rollout = RolloutReader.read(bytes, unknownFields::add);
                Recipe own = scoring.recipe(rollout, recipe);
                CompletableFuture<Void> judged = new CompletableFuture<>();
                scoring.judge(rollout, recipe, deadline, true, components -> {
                    lines[index] = new Line(number, Optional.of(Judged.of(rollout, components)), own, "");
                    judged.complete(null);
                });
                waits.add(judged);
            } catch (AssayException e) {
                lines[index] = new Line(number, Optional.empty(), recipe, String.valueOf(e.getMessage()));
            }
        }
        CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new)).whenComplete((_, _) -> {
            List<Line> kept = new ArrayList<>(lines.length);
            for (Line line : lines) {
                if (line != null) {
                    kept.add(line);
                }
            }
            done.complete(kept);
        });
    }

    private void take(List<Line> lines, OutputStream out) throws IOException {
        for (Line line : lines) {
            if (line.recipe().groupRelative() || !held.isEmpty()) {
                held.add(line);
            } else if (line.judged().isPresent()) {
                write(out, reward(line, List.of(line.judged().get())));
            } else {
                writeError(out, line);
            }
        }
    }

    private void release(OutputStream out) throws IOException {
        record Group(String id, String recipe) {}
        Map<Group, List<Judged>> groups = new LinkedHashMap<>();
        for (Line line : held) {
            line.judged()
                    .ifPresent(judged -> groups.computeIfAbsent(
                                    new Group(judged.groupId(), line.recipe().label()), _ -> new ArrayList<>())
                            .add(judged));
        }
        Map<Judged, Reward> rewards = new java.util.IdentityHashMap<>();
        for (Line line : held) {
            if (line.judged().isPresent() && !rewards.containsKey(line.judged().get())) {
                List<Judged> group = groups.getOrDefault(
                        new Group(line.judged().get().groupId(), line.recipe().label()), List.of());
                List<Reward> combined = Combiner.combine(line.recipe(), group, false);
                for (int i = 0; i < group.size(); i++) {
                    rewards.put(group.get(i), combined.get(i));
                }
            }
        }
        for (Line line : held) {
            if (line.judged().isPresent()) {
                Reward reward = rewards.get(line.judged().get());
                write(out, java.util.Objects.requireNonNull(reward));
            } else {
                writeError(out, line);
            }
        }
    }

    private static Reward reward(Line line, List<Judged> group) {
        return Combiner.combine(line.recipe(), group, false).getFirst();
    }

    private void write(OutputStream out, Reward reward) throws IOException {
        out.write(RewardWriter.write(reward));
        out.write('\n');
        written++;
        if (reward.value().isPresent()) {
            sum += reward.value().getAsDouble();
        } else {
            absent++;
        }
    }

    private void writeError(OutputStream out, Line line) throws IOException {
        out.write(RewardWriter.error(line.number(), line.error()));
        out.write('\n');
        written++;
        errors++;
    }
}
