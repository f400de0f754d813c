package dev.assay.model.settings;

import java.time.Duration;

/**
 * How inputs are gathered into batches.
 *
 * @param rows the most inputs of a batch
 * @param tokens the most tokens of a batch, padding included where there is some; one input may always go alone
 * @param delay how long the first input of a batch waits for others
 * @param waiting the most inputs that wait; more are refused
 * @param fixed whether inputs are gathered by length and every batch of a length has one shape, filled up with padding:
 *     then a text's score is the same to the last bit whatever else is in the batch, at the price of computing the
 *     padding; otherwise they go in the order in which they came, packed without padding
 */
public record BatchSettings(int rows, int tokens, Duration delay, int waiting, boolean fixed) {
    /** What is used where nothing is said. */
    public static final BatchSettings DEFAULT = new BatchSettings(64, 4096, Duration.ofMillis(5), 4096, false);

    public BatchSettings {
        check(rows >= 1 && rows <= 4096, "rows must be from 1 to 4096, not " + rows);
        check(tokens >= 1 && tokens <= 1 << 24, "tokens must be from 1 to 16777216, not " + tokens);
        check(
                !delay.isNegative() && delay.compareTo(Duration.ofSeconds(10)) <= 0,
                "delay must be from 0 to 10 s, not " + delay);
        check(waiting >= 1 && waiting <= 1 << 20, "waiting must be from 1 to 1048576, not " + waiting);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
