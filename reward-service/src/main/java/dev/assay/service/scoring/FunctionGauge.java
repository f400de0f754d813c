package dev.assay.service.scoring;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** What the host knows of one function over all recipes: how many calls may run, and how many never came back. */
final class FunctionGauge {
    private final String component;
    private final Semaphore permits;
    private final AtomicInteger stuck = new AtomicInteger();

    FunctionGauge(String component, int concurrency) {
        this.component = component;
        this.permits = new Semaphore(concurrency);
    }

    String component() {
        return component;
    }

    Semaphore permits() {
        return permits;
    }

    AtomicInteger stuck() {
        return stuck;
    }
}
