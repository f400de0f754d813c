package dev.assay.service.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a bound that only a broken program reaches. */
public final class Until {
    private static final Duration GUARD = Duration.ofSeconds(60);

    private Until() {}

    /** Returns when the condition holds. */
    public static void holds(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + GUARD.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + GUARD + ": " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
