package dev.assay.model.judge.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Time and chance, so that tests need neither. Thread-safe. */
public interface Pacing {
    /** A clock that only goes forward, in nanoseconds. */
    long nanoTime();

    /** The time of the calendar. */
    Instant now();

    /** Waits. */
    void pause(Duration duration) throws InterruptedException;

    /** A random number from 0 to 1, exclusive. */
    double chance();

    /** The machine's. */
    Pacing SYSTEM = new Pacing() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };
}
