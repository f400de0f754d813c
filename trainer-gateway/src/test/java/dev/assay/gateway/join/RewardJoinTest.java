package dev.assay.gateway.join;

import static dev.assay.gateway.join.JoinDriver.component;
import static dev.assay.gateway.join.JoinDriver.math;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import dev.assay.rollout.Metadata;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RewardJoinTest {
    private final JoinDriver join = new JoinDriver();

    @AfterEach
    void close() {
        join.close();
    }

    @Test
    void aRolloutWithoutAGroupIsRewardedWhenItsComponentsAreIn() {
        join.send(math("a").build());
        join.judge("a", "a", component("accuracy", 1));
        assertThat(join.rewards()).isEmpty();
        join.judge("a", "a", component("format", 1));
        assertThat(join.rewards()).singleElement().satisfies(reward -> {
            assertThat(reward.value()).isEqualTo(OptionalDouble.of(1.5));
            assertThat(reward.incomplete()).isFalse();
            assertThat(reward.recipe()).isEqualTo(JoinDriver.TWO.label());
        });
    }

    @Test
    void rolloutsOfOneGroupThatNameNoSizeDoNotWaitForEachOther() {
        join.send(math("a").group("g").build());
        join.send(math("b").group("g").build());
        join.judge("g", "b", component("accuracy", 1), component("format", 0));
        assertThat(ids(join.rewards())).containsExactly("b");
        join.judge("g", "a", component("accuracy", 1), component("format", 0));
        assertThat(ids(join.rewards())).containsExactly("a");
    }

    @Test
    void aGroupIsClosedWhenTheLastComponentOfItsLastRolloutIsIn() {
        join.send(math("a").group("g", 2).build());
        join.judge("g", "a", component("accuracy", 1), component("format", 1));
        join.send(math("b").group("g", 2).build());
        join.judge("g", "b", component("format", 0));
        assertThat(join.rewards()).isEmpty();
        join.judge("g", "b", component("accuracy", 0));
        List<Reward> rewards = join.rewards();
        assertThat(ids(rewards)).containsExactly("a", "b");
        assertThat(rewards).noneMatch(Reward::incomplete);
        assertThat(join.counters.complete()).isEqualTo(1);
        assertThat(join.counters.open()).isZero();
    }

    @Test
    void theKeyOfARewardIsItsGroup() {
        join.send(math("a").group("g").build());
        join.judge("g", "a", component("accuracy", 1), component("format", 1));
        assertThat(join.rewards.readRecord().key()).isEqualTo("g".getBytes(UTF_8));
    }

    @Test
    void aGroupIsShapedAsAWholeAndItsRewardsComeInTheOrderOfTheirIds() {
        join.send(math("b").group("g", 2).recipe("centered").build());
        join.send(math("a").group("g", 2).recipe("centered").build());
        join.judge("g", "b", component("accuracy", 0));
        join.judge("g", "a", component("accuracy", 1));
        List<Reward> rewards = join.rewards();
        assertThat(ids(rewards)).containsExactly("a", "b");
        assertThat(rewards).extracting(reward -> reward.value().orElseThrow()).containsExactly(0.5, -0.5);
    }

    @Test
    void componentsMayComeBeforeTheirRollout() {
        join.judge("g", "a", component("accuracy", 1));
        join.judge("g", "a", component("format", 1));
        join.send(math("a").group("g", 1).build());
        assertThat(ids(join.rewards())).containsExactly("a");
    }

    @Test
    void aRolloutThatNeedsNoComponentIsRewardedAtOnceWithoutAValue() {
        join.send(Rollout.builder("a", "general", "hello").build());
        assertThat(join.rewards()).singleElement().satisfies(reward -> {
            assertThat(reward.value()).isEmpty();
            assertThat(reward.terms()).isEmpty();
        });
    }

    @Test
    void aConditionOnTheMetadataDecidesWhatIsWaitedFor() {
        join.send(Rollout.builder("a", "general", "hello")
                .metadata(new Metadata(Map.of("set", "\"safety\"", "big", "\"" + "x".repeat(100_000) + "\"")))
                .build());
        assertThat(join.rewards()).isEmpty();
        assertThat(join.state().values()).allMatch(value -> value.length < 1_000);
        join.judge("a", "a", component("safety", 0.25));
        assertThat(join.rewards())
                .singleElement()
                .satisfies(reward -> assertThat(reward.value()).hasValue(0.25));
    }

    @Test
    void theTextsOfARolloutAreNotKept() {
        join.send(Rollout.builder("a", "math", "x".repeat(1_000_000))
                .prompt("y".repeat(1_000_000))
                .build());
        assertThat(join.state().values()).isNotEmpty().allMatch(value -> value.length < 1_000);
    }

    @Test
    void atItsDeadlineAGroupIsClosedWithWhatIsThere() {
        join.send(math("a").group("g", 3).build());
        join.send(math("b").group("g", 3).build());
        join.judge("g", "a", component("accuracy", 1), component("format", 1));
        join.judge("g", "b", component("accuracy", 1));
        join.pass(Duration.ofSeconds(119));
        assertThat(join.rewards()).isEmpty();
        join.pass(Duration.ofSeconds(2));
        List<Reward> rewards = join.rewards();
        assertThat(ids(rewards)).containsExactly("a", "b");
        assertThat(rewards).allMatch(Reward::incomplete);
        assertThat(rewards.getFirst().value()).hasValue(1.5);
        assertThat(rewards.get(1).value()).isEmpty();
        assertThat(rewards.get(1).terms().get(1).component().outcome())
                .isInstanceOf(Outcome.Timeout.class)
                .satisfies(outcome -> assertThat(outcome.reason()).isEqualTo(ReasonCode.MISSING));
        assertThat(join.counters.incomplete()).isEqualTo(1);
    }

    @Test
    void theFirstRolloutOfAGroupSetsItsDeadline() {
        join.send(math("a").group("g", 2).deadlineMs(5_000).build());
        join.pass(Duration.ofSeconds(4));
        join.send(math("b").group("g", 2).deadlineMs(60_000).build());
        assertThat(join.rewards()).isEmpty();
        join.pass(Duration.ofSeconds(2));
        assertThat(ids(join.rewards())).containsExactly("a", "b");
    }

    @Test
    void aDeadlineBeyondEveryClockIsCut() {
        join.send(math("a").deadlineMs(Long.MAX_VALUE).build());
        join.pass(Duration.ofHours(23));
        assertThat(join.rewards()).isEmpty();
        join.pass(Duration.ofHours(2));
        assertThat(ids(join.rewards())).containsExactly("a");
    }

    @Test
    void whatComesAgainBeforeTheRewardIsDropped() {
        join.send(math("a").build());
        join.send(math("a").build());
        join.judge("a", "a", component("accuracy", 1));
        join.judge("a", "a", component("accuracy", 0), component("format", 1));
        assertThat(join.rewards())
                .singleElement()
                .satisfies(reward -> assertThat(reward.value()).hasValue(1.5));
        assertThat(join.counters.duplicates()).isEqualTo(2);
    }

    @Test
    void whatComesAgainAfterTheRewardIsDropped() {
        join.send(math("a").group("g", 2).build());
        join.send(math("b").group("g", 2).build());
        join.judge("g", "a", component("accuracy", 1), component("format", 1));
        join.judge("g", "b", component("accuracy", 1), component("format", 1));
        assertThat(join.rewards()).hasSize(2);
        join.send(math("a").group("g", 2).build());
        join.send(math("b").group("g", 2).build());
        join.judge("g", "a", component("accuracy", 1), component("format", 1));
        join.pass(Duration.ofMinutes(10));
        assertThat(join.rewards()).isEmpty();
        assertThat(join.counters.open()).isZero();
    }

    @Test
    void aRolloutAfterTheDeadlineGetsARoundOfItsOwn() {
        join.send(math("a").group("g", 2).build());
        join.judge("g", "a", component("accuracy", 1), component("format", 1));
        join.pass(Duration.ofMinutes(3));
        assertThat(ids(join.rewards())).containsExactly("a");
        join.send(math("b").group("g", 2).build());
        join.judge("g", "b", component("accuracy", 1), component("format", 1));
        assertThat(join.rewards()).isEmpty();
        join.pass(Duration.ofMinutes(3));
        assertThat(join.rewards()).singleElement().satisfies(reward -> {
            assertThat(reward.id()).isEqualTo("b");
            assertThat(reward.incomplete()).isTrue();
            assertThat(reward.value()).hasValue(1.5);
        });
    }

    @Test
    void rolloutsBeyondTheSizeOfTheGroupMakeTheNextRound() {
        for (String id : List.of("a", "b", "c", "d")) {
            join.send(math(id).group("g", 2).build());
        }
        join.judge("g", "c", component("accuracy", 1), component("format", 1));
        join.judge("g", "d", component("accuracy", 1), component("format", 1));
        assertThat(ids(join.rewards())).containsExactly("c", "d");
        join.judge("g", "a", component("accuracy", 1), component("format", 1));
        join.judge("g", "b", component("accuracy", 1), component("format", 1));
        List<Reward> rewards = join.rewards();
        assertThat(ids(rewards)).containsExactly("a", "b");
        assertThat(rewards).noneMatch(Reward::incomplete);
    }

    @Test
    void aGroupMayMixRecipes() {
        join.send(math("a").group("g", 2).recipe("accuracy").build());
        join.send(math("b").group("g", 2).build());
        join.judge("g", "a", component("accuracy", 1));
        join.judge("g", "b", component("accuracy", 1), component("format", 1));
        assertThat(join.rewards())
                .extracting(reward -> reward.id() + " " + reward.recipe().split("@")[0])
                .containsExactlyInAnyOrder("a accuracy", "b two");
    }

    @Test
    void rewardedRolloutsAndLonelyComponentsAreForgottenInTheEnd() {
        join.send(math("a").group("g", 2).build());
        join.send(math("b").group("g", 2).build());
        join.judge("g", "a", component("accuracy", 1), component("format", 1));
        join.judge("g", "b", component("accuracy", 1), component("format", 1));
        join.judge("h", "lonely", component("accuracy", 1));
        join.pass(Duration.ofMinutes(50));
        assertThat(join.state()).hasSize(4);
        join.pass(Duration.ofMinutes(20));
        assertThat(join.state().keySet())
                .singleElement()
                .satisfies(
                        key -> assertThat(JoinKey.read(key)).isEqualTo(new JoinKey.OfRecipe(JoinDriver.TWO.label())));
        assertThat(join.counters.orphans()).isEqualTo(1);
    }

    @Test
    void aRewardCarriesTheTraceOfItsOwnRollout() {
        join.send(math("a").group("g", 2).build(), new RecordHeaders().add("traceparent", "00-a-1-01".getBytes(UTF_8)));
        join.send(math("b").group("g", 2).build(), new RecordHeaders().add("traceparent", "00-b-1-01".getBytes(UTF_8)));
        join.judge("g", "b", component("accuracy", 1), component("format", 1));
        join.judge("g", "a", component("accuracy", 1), component("format", 1));
        assertThat(join.rewards.readRecordsToList())
                .extracting(record ->
                        DeadLetter.text(record.headers(), "traceparent").orElseThrow())
                .containsExactly("00-a-1-01", "00-b-1-01");
    }

    private static List<String> ids(List<Reward> rewards) {
        return rewards.stream().map(Reward::id).toList();
    }
}
