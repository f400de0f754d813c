package dev.assay.gateway.join;

import static dev.assay.gateway.join.JoinDriver.component;
import static dev.assay.gateway.join.JoinDriver.math;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gateway.join.JoinKey.OfRollout;
import dev.assay.gateway.join.JoinKey.OfRound;
import dev.assay.gateway.join.state.RolloutState;
import dev.assay.gateway.join.state.RoundState;
import dev.assay.reward.Reward;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a process that starts finds in its log of changes, without the broker that keeps it. */
class RestartTest {
    @Test
    void everyKeyComesBackAsItWas() {
        for (JoinKey key : new JoinKey[] {
            new OfRollout("g", "a\u0000ü"),
            new OfRound("", "a"),
            new JoinKey.OfMember("g", "a", 65_535),
            new JoinKey.OfOpenRound("g"),
            new JoinKey.OfRecipe("two@12345678")
        }) {
            assertThat(JoinKey.read(key.bytes())).isEqualTo(key);
        }
    }

    @Test
    void aDeadlineIsStoredWhenTheGroupIsFirstSeenAndNeverMoved() {
        try (JoinDriver join = new JoinDriver()) {
            join.send(math("a").group("g", 2).build());
            long stored = JoinDriver.START.plus(Duration.ofMinutes(2)).toEpochMilli();
            assertThat(deadline(join)).isEqualTo(stored);
            join.pass(Duration.ofSeconds(30));
            join.judge("g", "a", component("accuracy", 1));
            assertThat(deadline(join)).isEqualTo(stored);
        }
    }

    @Test
    void theWakingTimesAreFoundInTheStore() {
        try (JoinDriver join = new JoinDriver()) {
            join.send(math("a").group("g", 2).build());
            join.send(math("b").build());
            join.judge("b", "b", component("accuracy", 1), component("format", 1));
            var seen = new java.util.ArrayList<Object>();
            new JoinStore(join.store()).restore(new JoinStore.Visitor() {
                @Override
                public void rollout(OfRollout key, RolloutState state) {
                    seen.add(key + " " + state.getForgetAtMs());
                }

                @Override
                public void round(OfRound key, RoundState state) {
                    seen.add(key + " " + state.getDeadlineMs());
                }
            });
            assertThat(seen)
                    .containsExactlyInAnyOrder(
                            new OfRound("g", "a") + " "
                                    + JoinDriver.START
                                            .plus(Duration.ofMinutes(2))
                                            .toEpochMilli(),
                            new OfRollout("g", "a") + " 0",
                            new OfRollout("b", "b") + " "
                                    + JoinDriver.START.plus(Duration.ofHours(1)).toEpochMilli());
        }
    }

    @Test
    void nothingIsClosedBeforeWhatWaitedInTheTopicsWasRead() {
        CatchUp catchUp = new CatchUp(0, Duration.ofSeconds(3));
        assertThat(catchUp.isOver(1_000)).isFalse();
        // Something old was read since the last look: there may be more of it.
        catchUp.read(-60_000);
        assertThat(catchUp.isOver(4_000)).isFalse();
        catchUp.read(-50_000);
        assertThat(catchUp.isOver(5_000)).isFalse();
        // Nothing more came.
        assertThat(catchUp.isOver(5_200)).isTrue();
    }

    @Test
    void theBacklogIsReadWhenItReachesThePresentAndAtTheLatestAfterAMinute() {
        CatchUp present = new CatchUp(0, Duration.ofSeconds(3));
        present.read(3_500);
        assertThat(present.isOver(4_000)).isTrue();
        CatchUp endless = new CatchUp(0, Duration.ofSeconds(3));
        for (long now = 200; now < 60_000; now += 200) {
            endless.read(-1_000_000 + now);
            assertThat(endless.isOver(now)).isFalse();
        }
        endless.read(-1);
        assertThat(endless.isOver(60_000)).isTrue();
    }

    @Test
    void aDeadlineThatPassedIsHonouredAfterTheGrace() {
        try (JoinDriver join =
                new JoinDriver(JoinDriver.options().withCatchUp(Duration.ofSeconds(10)), JoinDriver.START)) {
            join.send(math("a").deadlineMs(1).build());
            join.pass(Duration.ofSeconds(5));
            assertThat(join.rewards()).isEmpty();
            join.pass(Duration.ofSeconds(6));
            assertThat(join.rewards())
                    .singleElement()
                    .satisfies(reward -> assertThat(reward)
                            .extracting(Reward::id, Reward::incomplete)
                            .containsExactly("a", true));
        }
    }

    private static long deadline(JoinDriver join) {
        return new JoinStore(join.store())
                .round(new OfRound("g", "a"))
                .orElseThrow()
                .getDeadlineMs();
    }
}
