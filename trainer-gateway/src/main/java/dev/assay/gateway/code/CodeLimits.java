package dev.assay.gateway.code;

import java.time.Duration;

/**
 * What programs that come over HTTP get.
 *
 * @param time processor time where the caller names none
 * @param longest the most processor time that a caller is granted
 * @param memoryBytes memory where the caller names none
 * @param mostMemoryBytes the most memory that a caller is granted
 * @param patience how long a request waits for its turn
 * @param judging how long all tests of a program may take
 */
public record CodeLimits(
        Duration time, Duration longest, long memoryBytes, long mostMemoryBytes, Duration patience, Duration judging) {
    /** 10 seconds, at most 60; 512 MiB, at most 2 GiB; 20 seconds of waiting, five minutes of judging. */
    public static CodeLimits defaults() {
        return new CodeLimits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                512L << 20,
                2L << 30,
                Duration.ofSeconds(20),
                Duration.ofMinutes(5));
    }
}
