package dev.assay.model.judge.settings;

import dev.assay.model.judge.endpoint.EndpointSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One judge.
 *
 * @param endpoint where it is asked, and how
 * @param runs how often a comparison asks in each order; 2 make the four questions of DeepSeek-R1
 * @param threshold how far from 0 the mean of a comparison has to lie for a preference, from 0 to 2, exclusive
 * @param checks how many checks of correctness have to agree, 1 or 2
 * @param longest the most characters of the texts of one question
 * @param cache where answers are kept
 */
public record JudgeSettings(
        EndpointSettings endpoint, int runs, double threshold, int checks, int longest, Cache cache) {
    private static final int VERSION_DIGITS = 12;

    /**
     * Where answers are kept.
     *
     * @param megabytes what the memory holds; 0 for nothing
     * @param directory where they are kept beyond the process
     * @param directoryMegabytes what the directory holds; the oldest answers leave it
     */
    public record Cache(int megabytes, Optional<Path> directory, int directoryMegabytes) {
        static final int MOST_MEGABYTES = 16_384;
        static final int MOST_DIRECTORY_MEGABYTES = 1 << 20;

        /** What is used where nothing is said. */
        public static final Cache DEFAULT = new Cache(64, Optional.empty(), 1024);

        public Cache {
            check(megabytes >= 0 && megabytes <= MOST_MEGABYTES, "cache.megabytes must be from 0 to " + MOST_MEGABYTES);
            check(
                    directoryMegabytes >= 1 && directoryMegabytes <= MOST_DIRECTORY_MEGABYTES,
                    "cache.directoryMegabytes must be from 1 to " + MOST_DIRECTORY_MEGABYTES);
        }

        /** In a directory too, with the default bounds. */
        public static Cache in(Path directory) {
            return new Cache(DEFAULT.megabytes(), Optional.of(directory), DEFAULT.directoryMegabytes());
        }
    }

    public JudgeSettings {
        check(runs >= 1 && runs <= 32, "runs must be from 1 to 32");
        check(threshold >= 0 && threshold < 2, "threshold must be from 0 to less than 2");
        check(checks == 1 || checks == 2, "checks must be 1 or 2");
        check(longest >= 1 && longest <= 16 << 20, "longest must be from 1 to 16777216");
    }

    /** An endpoint, with defaults for everything else. */
    public static JudgeSettings of(EndpointSettings endpoint) {
        return new JudgeSettings(endpoint, 2, 1, 1, 200_000, Cache.DEFAULT);
    }

    /**
     * Names what decides about the judgements, in twelve hexadecimal digits: the model and how it is asked. Where it is
     * asked, with which key and how often at once changes none.
     */
    public String version() {
        String decisive = String.join(
                "|",
                List.of(
                        endpoint.model(),
                        endpoint.temperature().toString(),
                        endpoint.seed().toString(),
                        Integer.toString(endpoint.maxTokens()),
                        Integer.toString(endpoint.moreTokens()),
                        new TreeMap<>(endpoint.extra()).toString(),
                        Integer.toString(runs),
                        Integer.toString(checks)));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(decisive.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
