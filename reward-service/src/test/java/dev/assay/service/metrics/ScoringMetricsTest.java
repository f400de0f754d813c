package dev.assay.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.Component;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.UserReason;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScoringMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScoringMetrics metrics = new ScoringMetrics(registry);

    @Test
    void componentsAreCountedByOutcomeAndReason() {
        count("accuracy", Outcome.scored(1, ReasonCode.EQUAL_EXACT, ""));
        count("accuracy", Outcome.scored(1, ReasonCode.EQUAL_EXACT, ""));
        count("accuracy", Outcome.timeout(ReasonCode.DEADLINE, ""));
        assertThat(components("accuracy", "SCORED", "EQUAL_EXACT")).isEqualTo(2);
        assertThat(components("accuracy", "TIMEOUT", "DEADLINE")).isEqualTo(1);
    }

    @Test
    void onlyScoredZerosAreZeros() {
        count("accuracy", Outcome.scored(0, ReasonCode.NOT_EQUAL, ""));
        count("accuracy", Outcome.scored(0.5, ReasonCode.PARTLY_ACCEPTED, ""));
        count("accuracy", Outcome.failed(ReasonCode.THREW, ""));
        assertThat(registry.find("assay.zeros").counters()).singleElement().satisfies(zeros -> {
            assertThat(zeros.getId().getTag("reason")).isEqualTo("NOT_EQUAL");
            assertThat(zeros.count()).isEqualTo(1);
        });
    }

    @Test
    void theReasonsOfUsersFunctionsAreCountedTogether() {
        for (int i = 0; i < 1000; i++) {
            count("brevity", Outcome.scored(1, new UserReason("BECAUSE_" + i), ""));
        }
        assertThat(components("brevity", "SCORED", "CUSTOM")).isEqualTo(1000);
    }

    @Test
    void namesThatComeFromOutsideDoNotMakeMetersWithoutBound() {
        for (int i = 0; i < 1000; i++) {
            count("name-" + i, Outcome.scored(1, ReasonCode.EQUAL_EXACT, ""));
        }
        assertThat(registry.getMeters().stream()
                        .map(Meter::getId)
                        .filter(id -> id.getName().equals("assay.components")))
                .hasSizeLessThanOrEqualTo(65);
        assertThat(components("OTHER", "SCORED", "EQUAL_EXACT")).isGreaterThanOrEqualTo(936);
    }

    @Test
    void theTimeTakenIsRecorded() {
        metrics.accept(new Component("accuracy", Outcome.scored(1, ReasonCode.EQUAL_EXACT, ""), "g/1", 1500));
        assertThat(registry.get("assay.component.duration")
                        .tag("component", "accuracy")
                        .timer()
                        .totalTime(TimeUnit.MICROSECONDS))
                .isEqualTo(1500);
    }

    private void count(String component, Outcome outcome) {
        metrics.accept(new Component(component, outcome, "g/1", 1));
    }

    private double components(String component, String outcome, String reason) {
        return registry.get("assay.components")
                .tags("component", component, "outcome", outcome, "reason", reason)
                .counter()
                .count();
    }
}
