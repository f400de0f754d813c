package dev.assay.deploy.models.serve;

import dev.assay.model.judge.settings.Judges;
import dev.assay.model.judge.statistics.JudgeStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.TimeUnit;

/** What judges count, by judge. */
final class JudgeMeters {
    private JudgeMeters() {}

    static void register(MeterRegistry registry, Judges judges) {
        judges.all().forEach((name, judge) -> register(registry, Tags.of("judge", name), judge.statistics()));
    }

    private static void register(MeterRegistry registry, Tags tags, JudgeStatistics statistics) {
        for (JudgeStatistics.Count count : JudgeStatistics.Count.values()) {
            FunctionCounter.builder("assay.judge.events", statistics, counted -> counted.get(count))
                    .description("What a judge counts.")
                    .tags(tags.and("event", count.label()))
                    .register(registry);
        }
        Gauge.builder(
                        "assay.judge.swap.consistency",
                        statistics,
                        counted -> counted.swapConsistency().orElse(Double.NaN))
                .description(
                        "The share of comparisons in which both orders name the same winner; a number once there is one.")
                .tags(tags)
                .register(registry);
        Gauge.builder(
                        "assay.judge.under.way",
                        statistics,
                        counted -> counted.underWay().get())
                .description("Requests under way.")
                .tags(tags)
                .register(registry);
        FunctionTimer.builder(
                        "assay.judge.latency",
                        statistics.latency(),
                        latency -> latency.count(),
                        latency -> latency.totalNanos(),
                        TimeUnit.NANOSECONDS)
                .description("How long requests took.")
                .tags(tags)
                .register(registry);
    }
}
