package dev.assay.deploy;

import dev.assay.codec.RewardReader;
import dev.assay.codec.RewardWriter;
import dev.assay.codec.RolloutReader;
import dev.assay.recipe.Combiner;
import dev.assay.recipe.ComponentRule;
import dev.assay.recipe.Judged;
import dev.assay.recipe.Recipe;
import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Combines stored components into the rewards of another recipe; no reward function is called. What a function was told
 * must be what the new recipe tells it, or the stored value is not the one that is asked for: such a line, and one
 * whose components were never scored, is an error. Components and no texts are kept until all rollouts are read.
 */
final class RescoreFile {
    private static final int CHUNK_LINES = 64;
    private static final int CHUNK_BYTES = 1 << 20;

    private final Recipe recipe;
    private final Map<String, Recipe> scoredBy;
    private final Progress progress;

    /**
     * A run.
     *
     * @param recipe what the rewards are now given by, also where a rollout names another
     * @param known the recipes that may have given the stored ones
     */
    RescoreFile(Recipe recipe, Collection<Recipe> known, Progress progress) {
        this.recipe = recipe;
        this.scoredBy = known.stream().collect(Collectors.toMap(Recipe::label, one -> one, (one, _) -> one));
        this.progress = progress;
    }

    /** What became of a line of rollouts. */
    private record Line(long number, Optional<Judged> judged, String error) {}

    /** Reads the stored rewards, then the rollouts, and writes a line for each rollout in order. */
    ScoreFile.Totals run(InputStream rewards, InputStream rollouts, OutputStream out) throws IOException {
        Map<String, Reward> stored = stored(rewards);
        List<Line> lines = new ArrayList<>();
        Map<String, List<Judged>> groups = new LinkedHashMap<>();
        Map<String, Boolean> incomplete = new HashMap<>();
        Lines source = new Lines(rollouts);
        for (Lines.Block block = source.next(CHUNK_LINES, CHUNK_BYTES);
                !block.lines().isEmpty();
                block = source.next(CHUNK_LINES, CHUNK_BYTES)) {
            for (int i = 0; i < block.lines().size(); i++) {
                byte[] bytes = block.lines().get(i);
                if (Lines.isBlank(bytes)) {
                    continue;
                }
                try {
                    Rollout rollout = RolloutReader.read(bytes, _ -> {});
                    Reward reward = reward(stored, rollout);
                    Judged judged = Judged.of(rollout, components(rollout, reward));
                    groups.computeIfAbsent(judged.groupId(), _ -> new ArrayList<>())
                            .add(judged);
                    incomplete.merge(judged.groupId(), reward.incomplete(), Boolean::logicalOr);
                    lines.add(new Line(block.first() + i, Optional.of(judged), ""));
                } catch (AssayException e) {
                    lines.add(new Line(block.first() + i, Optional.empty(), String.valueOf(e.getMessage())));
                }
            }
            progress.at(lines.size(), source.position());
        }
        Map<Judged, Reward> combined = new java.util.IdentityHashMap<>();
        groups.forEach((group, members) -> {
            List<Reward> given = Combiner.combine(recipe, members, incomplete.getOrDefault(group, Boolean.FALSE));
            for (int i = 0; i < members.size(); i++) {
                combined.put(members.get(i), given.get(i));
            }
        });
        return write(lines, combined, out);
    }

    private ScoreFile.Totals write(List<Line> lines, Map<Judged, Reward> rewards, OutputStream out) throws IOException {
        long errors = 0;
        long absent = 0;
        double sum = 0;
        for (Line line : lines) {
            Reward reward = line.judged().map(rewards::get).orElse(null);
            if (reward == null) {
                out.write(RewardWriter.error(line.number(), line.error()));
                errors++;
            } else {
                out.write(RewardWriter.write(reward));
                absent += reward.value().isPresent() ? 0 : 1;
                sum += reward.value().orElse(0);
            }
            out.write('\n');
        }
        out.flush();
        progress.end();
        long scored = lines.size() - errors - absent;
        return new ScoreFile.Totals(lines.size(), errors, absent, scored == 0 ? 0 : sum / scored, progress.seconds());
    }

    private static Map<String, Reward> stored(InputStream in) throws IOException {
        Map<String, Reward> stored = new HashMap<>();
        Lines source = new Lines(in);
        for (Lines.Block block = source.next(CHUNK_LINES, CHUNK_BYTES);
                !block.lines().isEmpty();
                block = source.next(CHUNK_LINES, CHUNK_BYTES)) {
            for (byte[] bytes : block.lines()) {
                Reward reward = Lines.isBlank(bytes) ? null : reward(bytes);
                if (reward != null && stored.put(reward.id(), reward) != null) {
                    throw new AssayException(
                            ErrorCode.CONFIGURATION, "--rescore has two rewards of rollout '" + reward.id() + "'");
                }
            }
        }
        return stored;
    }

    /** A stored reward; none where the line is an error of the run that stored it. */
    private static @Nullable Reward reward(byte[] line) {
        try {
            return RewardReader.read(line);
        } catch (AssayException e) {
            return null;
        }
    }

    private static Reward reward(Map<String, Reward> stored, Rollout rollout) {
        Reward reward = stored.get(rollout.id());
        if (reward == null) {
            throw new AssayException(ErrorCode.INVALID_FIELD, "no stored reward of rollout '" + rollout.id() + "'");
        }
        return reward;
    }

    private Map<String, Component> components(Rollout rollout, Reward reward) {
        Recipe before = scoredBy.get(reward.recipe());
        if (before == null) {
            throw new AssayException(
                    ErrorCode.UNKNOWN_RECIPE,
                    "recipe " + reward.recipe() + " of the stored reward is not known; give its file as --scored-by");
        }
        Map<String, Component> components = new HashMap<>();
        reward.terms().forEach(term -> components.put(term.component().name(), term.component()));
        List<ComponentRule> told = before.rule(rollout.task()).expected(rollout.metadata());
        for (ComponentRule wanted : recipe.rule(rollout.task()).expected(rollout.metadata())) {
            ComponentRule was = told.stream()
                    .filter(rule -> rule.component().equals(wanted.component()))
                    .findFirst()
                    .filter(_ -> components.containsKey(wanted.component()))
                    .orElseThrow(() -> new AssayException(
                            ErrorCode.INVALID_FIELD, "component '" + wanted.component() + "' was not scored"));
            if (!was.settings().equals(wanted.settings())) {
                throw new AssayException(
                        ErrorCode.INVALID_FIELD,
                        "component '" + wanted.component() + "' was scored with other settings than " + recipe.label()
                                + " has");
            }
        }
        return components;
    }
}
