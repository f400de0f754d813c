package dev.assay.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the records of a Kafka worker. */
public final class WorkerMetrics {
    private final Counter judged;
    private final Counter silent;
    private final Counter unreadable;
    private final Counter refused;
    private final Counter restarts;
    private final AtomicInteger records = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();

    public WorkerMetrics(MeterRegistry registry) {
        this.judged = result(registry, "judged");
        this.silent = result(registry, "silent");
        this.unreadable = result(registry, "unreadable");
        this.refused = result(registry, "refused");
        this.restarts = Counter.builder("assay.worker.restarts")
                .description("How often the worker began anew after a failure.")
                .register(registry);
        Gauge.builder("assay.worker.records.under.way", records, AtomicInteger::get)
                .description("Rollouts that were read and whose components are not yet acknowledged.")
                .register(registry);
        Gauge.builder("assay.worker.bytes.under.way", bytes, AtomicLong::get)
                .description("The bytes of those rollouts.")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("assay.worker.lag", lag, AtomicLong::get)
                .description("Rollouts of this worker's partitions that it has not read yet.")
                .register(registry);
    }

    private static Counter result(MeterRegistry registry, String result) {
        return Counter.builder("assay.worker.records")
                .description("Rollouts that were read, by what became of them.")
                .tag("result", result)
                .register(registry);
    }

    /** So much was read and is not yet acknowledged. */
    public void underWay(int rollouts, long size) {
        records.set(rollouts);
        bytes.set(size);
    }

    /** Components were acknowledged by the broker. */
    public void judged() {
        judged.increment();
    }

    /** No function here applies to the rollout. */
    public void silent() {
        silent.increment();
    }

    /** The record is no rollout. */
    public void unreadable() {
        unreadable.increment();
    }

    /** Recipe or task are unknown. */
    public void refused() {
        refused.increment();
    }

    /** The worker begins anew after a failure. */
    public void restarted() {
        restarts.increment();
    }

    /** How many rollouts are still to be read. */
    public void lag(long rollouts) {
        lag.set(rollouts);
    }
}
