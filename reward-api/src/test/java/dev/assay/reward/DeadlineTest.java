package dev.assay.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
    @Test
    void aDeadlineInThePastOrNowIsOver() {
        for (Duration past :
                new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE)}) {
            Deadline deadline = Deadline.after(past);
            assertThat(deadline.expired()).isTrue();
            assertThat(deadline.remaining()).isZero();
            assertThat(deadline.remainingNanos()).isZero();
        }
    }

    @Test
    void aDeadlineAheadIsNotOverHoweverFarItIs() {
        for (Duration ahead : new Duration[] {Duration.ofHours(1), Duration.ofSeconds(Long.MAX_VALUE)}) {
            Deadline deadline = Deadline.after(ahead);
            assertThat(deadline.expired()).isFalse();
            assertThat(deadline.remaining()).isPositive().isLessThanOrEqualTo(Duration.ofDays(3650));
        }
    }

    @Test
    void theEarlierOfTwoIsTakenEvenAcrossTheOverflowOfTheClock() {
        Deadline early = new Deadline(Long.MAX_VALUE - 5);
        Deadline late = new Deadline(Long.MIN_VALUE + 5);

        assertThat(early.min(late)).isEqualTo(early);
        assertThat(late.min(early)).isEqualTo(early);
    }
}
