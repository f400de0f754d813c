package dev.assay.model.judge.settings;

import dev.assay.model.judge.ChatPairwiseJudge;
import dev.assay.model.judge.CorrectnessJudge;
import dev.assay.model.judge.PairwiseJudge;
import dev.assay.model.judge.asking.AnswerCache;
import dev.assay.model.judge.asking.AnswerDirectory;
import dev.assay.model.judge.asking.Asker;
import dev.assay.model.judge.endpoint.ChatEndpoint;
import dev.assay.model.judge.endpoint.Pacing;
import dev.assay.model.judge.statistics.JudgeStatistics;
import java.util.Optional;

/** A judge as it was configured: one endpoint with its limits, cache and counters, for every kind of question. */
public final class Judge implements AutoCloseable {
    private static final long CHARACTERS_PER_MEGABYTE = 1 << 19; // two bytes each, at worst
    private static final long BYTES_PER_MEGABYTE = 1 << 20;

    private final JudgeSettings settings;
    private final JudgeStatistics statistics = new JudgeStatistics();
    private final Asker asker;

    public Judge(JudgeSettings settings) {
        this(settings, Pacing.SYSTEM);
    }

    /** A judge with another clock for pauses. */
    public Judge(JudgeSettings settings, Pacing pacing) {
        this.settings = settings;
        this.asker = new Asker(
                new ChatEndpoint(settings.endpoint(), statistics, pacing),
                new AnswerCache(settings.cache().megabytes() * CHARACTERS_PER_MEGABYTE, directory()),
                statistics);
    }

    private Optional<AnswerDirectory> directory() {
        JudgeSettings.Cache cache = settings.cache();
        return cache.directory()
                .map(path -> new AnswerDirectory(path, cache.directoryMegabytes() * BYTES_PER_MEGABYTE, statistics));
    }

    /** What it was made with. */
    public JudgeSettings settings() {
        return settings;
    }

    /** Its counters. */
    public JudgeStatistics statistics() {
        return statistics;
    }

    /** For comparisons, with as many runs as the settings say. */
    public PairwiseJudge pairwise() {
        return pairwise(settings.runs());
    }

    /** For comparisons, with another number of runs. */
    public PairwiseJudge pairwise(int runs) {
        return new ChatPairwiseJudge(asker, runs, settings.longest());
    }

    /** For checks of correctness, with as many checks as the settings say. */
    public CorrectnessJudge correctness() {
        return correctness(settings.checks());
    }

    /** For checks of correctness, with another number of checks. */
    public CorrectnessJudge correctness(int checks) {
        return new CorrectnessJudge(asker, checks, settings.longest());
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        asker.close();
    }
}
