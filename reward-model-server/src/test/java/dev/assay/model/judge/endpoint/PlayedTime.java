package dev.assay.model.judge.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that pauses move instead of waiting for it, and chances that are always a half. */
public final class PlayedTime implements Pacing {
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private long nanos = 1_000_000_000L;

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos - 1_000_000_000L);
    }

    @Override
    public synchronized void pause(Duration duration) {
        pauses.add(duration);
        nanos += duration.toNanos();
    }

    @Override
    public double chance() {
        return 0.5;
    }

    /** Every pause that was asked for. */
    public List<Duration> pauses() {
        return pauses;
    }

    /** All pauses together. */
    public Duration total() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
