package dev.assay.service.scoring;

import java.time.Duration;

/**
 * How the engine runs functions.
 *
 * @param threads compute threads, at least 1
 * @param functionTimeout how long one call of a function may take before it is a TIMEOUT
 * @param stuckLimit how many calls of a function may be over time and not back before it is called no more
 * @param attempts how often a call is made that fails for a reason that can pass
 * @param plans how many recipes are kept ready
 */
public record ScoringOptions(int threads, Duration functionTimeout, int stuckLimit, int attempts, int plans) {
    /** Twice the cores, ten seconds, 16 stuck calls, three attempts, 256 recipes. */
    public static ScoringOptions defaults() {
        return new ScoringOptions(
                Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), Duration.ofSeconds(10), 16, 3, 256);
    }

    /** These options with another limit for one call. */
    public ScoringOptions withFunctionTimeout(Duration timeout) {
        return new ScoringOptions(threads, timeout, stuckLimit, attempts, plans);
    }

    /** These options with another number of compute threads. */
    public ScoringOptions withThreads(int number) {
        return new ScoringOptions(number, functionTimeout, stuckLimit, attempts, plans);
    }
}
