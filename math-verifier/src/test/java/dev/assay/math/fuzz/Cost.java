package dev.assay.math.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** What verdicts cost in processor time of their thread: for figures, never for assertions. */
final class Cost {
    /** Above it a call counts as slow. */
    private static final long LIMIT_NANOS = 50_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long WORTH_A_LOOK_NANOS = LIMIT_NANOS / 10;
    private static final int REPEATS = 4;

    private final Path folder;
    private long calls;
    private long slow;
    private long slowestNanos;

    /**
     * Nothing measured yet.
     *
     * @param folder where slow inputs are kept
     */
    Cost(Path folder) {
        this.folder = folder;
    }

    /** Makes a call and measures it; one that seems slow is made again, because its code may have been cold. */
    <T> T of(Input input, Supplier<T> call) {
        long least = Long.MAX_VALUE;
        int made = 0;
        T result;
        do {
            long start = THREADS.getCurrentThreadCpuTime();
            result = call.get();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
            made++;
        } while (least > Math.max(slowestNanos, WORTH_A_LOOK_NANOS) && made < REPEATS);
        calls++;
        slowestNanos = Math.max(slowestNanos, least);
        if (least > LIMIT_NANOS) {
            slow++;
            keep(input, least);
        }
        return result;
    }

    private void keep(Input input, long nanos) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("slow-" + nanos / 1_000_000 + "ms"),
                    input.reference() + "\n" + input.completion(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d verdicts, slowest %.1f ms of its thread with coverage counted, %d over %d ms",
                calls,
                slowestNanos / 1e6,
                slow,
                LIMIT_NANOS / 1_000_000);
    }
}
