package dev.assay.deploy.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * A proof and how long it is to run: {@code -Dassay.proof=NAME} asks for the long form, {@code -Dassay.proof.minutes=N}
 * says how long that is, {@code -Dassay.proof.seed=N} which seed it begins with.
 *
 * @param name as {@code ./assay prove} calls it
 */
public record Proof(String name) {
    private static final Path FOLDER = Path.of("target", "proofs");

    /** Whether the long form is asked for. */
    public boolean isLong() {
        return name.equals(System.getProperty("assay.proof"));
    }

    /** How long to run. */
    public Duration length(Duration shortForm, int minutes) {
        return isLong() ? Duration.ofMinutes(Integer.getInteger("assay.proof.minutes", minutes)) : shortForm;
    }

    /** The first seed: another one at each long run unless it is given, always the same in the suite. */
    public long seed() {
        return Long.getLong("assay.proof.seed", isLong() ? System.currentTimeMillis() / 1000 * 1_000_000 : 0L);
    }

    /** Says in one line what was shown. */
    public void figure(String format, Object... arguments) throws IOException {
        String line = name + ": " + String.format(Locale.ROOT, format, arguments);
        System.out.println(line);
        if (isLong()) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name + ".txt"), line + "\n", StandardCharsets.UTF_8);
        }
    }

    /** Keeps what was found, for whoever looks into it. */
    public Path save(String file, byte[] content) throws IOException {
        Files.createDirectories(FOLDER);
        return Files.write(FOLDER.resolve(name + "-" + file), content).toAbsolutePath();
    }

    /** Live bytes of this process's heap. */
    static long liveHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
