package dev.assay.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private final PartitionProgress progress = new PartitionProgress();

    @Test
    void onlyWhatIsDoneWithoutAGapIsCommittable() {
        Taken first = progress.take(10, 1);
        Taken second = progress.take(11, 1);
        Taken third = progress.take(14, 1);
        assertThat(progress.committable()).isEmpty();
        second.finish();
        assertThat(progress.committable()).isEmpty();
        first.finish();
        assertThat(progress.committable()).hasValue(12);
        third.finish();
        assertThat(progress.committable()).hasValue(15);
        assertThat(progress.isIdle()).isTrue();
    }

    @Test
    void whatIsCommittedIsNotCommittedAgainAndWhatFailedIs() {
        progress.take(10, 1).finish();
        assertThat(progress.committable()).hasValue(11);
        assertThat(progress.committable()).hasValue(11);
        progress.committed(11);
        assertThat(progress.committable()).isEmpty();
    }
}
