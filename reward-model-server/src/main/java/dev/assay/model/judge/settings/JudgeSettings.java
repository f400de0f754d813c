package dev.assay.model.judge.settings;

import dev.assay.model.judge.endpoint.EndpointSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One judge.
 *
 * @param endpoint where it is asked, and how
 * @param runs how often a comparison asks in each order; 2 make the four questions of DeepSeek-R1
 * @param threshold how far from 0 the mean of a comparison has to lie for a preference, from 0 to 2, exclusive
 * @param checks how many checks of correctness have to agree, 1 or 2
 * @param longest the most characters of the texts of one question
 * @param cacheMegabytes what the cache in memory holds; 0 for none
 * @param cacheDirectory where answers are kept beyond the process
 */
public record JudgeSettings(
        EndpointSettings endpoint,
        int runs,
        double threshold,
        int checks,
        int longest,
        int cacheMegabytes,
        Optional<Path> cacheDirectory) {

    public JudgeSettings {
        check(runs >= 1 && runs <= 32, "runs must be from 1 to 32");
        check(threshold >= 0 && threshold < 2, "threshold must be from 0 to less than 2");
        check(checks == 1 || checks == 2, "checks must be 1 or 2");
        check(longest >= 1 && longest <= 16 << 20, "longest must be from 1 to 16777216");
        check(cacheMegabytes >= 0 && cacheMegabytes <= 16_384, "cache.megabytes must be from 0 to 16384");
    }

    /** An endpoint, with defaults for everything else. */
    public static JudgeSettings of(EndpointSettings endpoint) {
        return new JudgeSettings(endpoint, 2, 1, 1, 200_000, 64, Optional.empty());
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
