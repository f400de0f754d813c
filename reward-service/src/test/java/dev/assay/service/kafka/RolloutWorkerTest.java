package dev.assay.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Rollout;
import dev.assay.service.kafka.Broker.Arrived;
import dev.assay.service.testing.ChosenFunction;
import dev.assay.service.testing.Hang;
import dev.assay.service.testing.Until;
import dev.assay.v1.OutcomeKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RolloutWorkerTest {
    private static Broker broker;

    @BeforeAll
    static void startBroker() {
        broker = new Broker();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void forgetOtherTests() throws Exception {
        broker.clear();
    }

    @Test
    void componentsHaveKeyPartitionAndTraceOfTheirRollout() {
        try (RolloutWorker worker = broker.worker("assay-places", ChosenFunction.accuracy())) {
            for (int i = 0; i < 60; i++) {
                broker.send(
                        i % 12,
                        Rollout.builder("r-" + i, "math", i % 2 == 0 ? "right" : "wrong")
                                .group("g-" + i / 4, 4)
                                .build());
            }
            List<Arrived> arrived = broker.componentsUntil("60 components", all -> all.size() == 60);
            assertThat(ids(arrived)).hasSize(60);
            for (Arrived one : arrived) {
                int number = Integer.parseInt(one.id().substring(2));
                assertThat(one.record().partition()).isEqualTo(number % 12);
                assertThat(one.key()).isEqualTo("g-" + number / 4);
                assertThat(one.components().getGroupId()).isEqualTo("g-" + number / 4);
                assertThat(one.components().getComponents(0).getName()).isEqualTo("accuracy");
                assertThat(one.components().getComponents(0).getValue()).isEqualTo(number % 2 == 0 ? 1.0 : 0.0);
                assertThat(one.header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
            }
            assertThat(worker.state()).isEqualTo(WorkerState.in(WorkerState.Phase.RUNNING));
        }
    }

    @Test
    void aRolloutThatHangsDelaysNoOtherAndIsNotLost() throws Exception {
        String group = "assay-hang";
        int hung = 3;
        TopicPartition partition = new TopicPartition(Topics.ROLLOUTS, 0);
        long begin = broker.ends(Topics.ROLLOUTS).getOrDefault(partition, -1L);
        try (Hang hang = new Hang()) {
            RolloutWorker first = broker.worker(group, ChosenFunction.computing(hang));
            for (int i = 0; i < 50; i++) {
                broker.send(0, Rollout.of("r-" + i, "math", i == hung ? "hang" : "right"));
            }
            List<Arrived> arrived = broker.componentsUntil("the 49 others", all -> all.size() == 49);
            assertThat(ids(arrived)).doesNotContain("r-" + hung);
            Until.holds("what is before it is committed", () -> committed(group, partition) == begin + hung);
            first.abandon();
        }
        try (RolloutWorker second = broker.worker(group, ChosenFunction.accuracy())) {
            List<Arrived> again = broker.componentsUntil("the one that hung", all -> ids(all).contains("r-" + hung));
            assertThat(ids(again)).doesNotContain("r-0", "r-1", "r-2");
        }
    }

    @Test
    void nothingIsMissingAfterAWorkerWasCutOff() {
        String group = "assay-cut";
        Semaphore go = new Semaphore(150);
        ChosenFunction slow = ChosenFunction.waiting(16, (rollout, _) -> {
            go.acquireUninterruptibly();
            return ChosenFunction.judge(rollout);
        });
        for (int i = 0; i < 600; i++) {
            broker.send(i % 12, Rollout.of("r-" + i, "math", "right"));
        }
        RolloutWorker first = broker.worker(group, slow);
        Set<String> seen = new HashSet<>(ids(broker.componentsUntil("the first 100", all -> all.size() >= 100)));
        first.abandon();
        go.release(600);
        try (RolloutWorker second = broker.worker(group, ChosenFunction.accuracy())) {
            broker.componentsUntil("all 600", all -> {
                seen.addAll(ids(all));
                return seen.size() == 600;
            });
        }
    }

    @Test
    void anOrderlyStopFinishesAndCommitsWhatWasRead() throws Exception {
        String group = "assay-stop";
        for (int i = 0; i < 200; i++) {
            broker.send(i % 12, Rollout.of("r-" + i, "math", "right"));
        }
        RolloutWorker worker = broker.worker(group, ChosenFunction.accuracy());
        broker.componentsUntil("all 200", all -> all.size() == 200);
        worker.close();
        assertThat(worker.state()).isEqualTo(WorkerState.in(WorkerState.Phase.STOPPED));
        assertEverythingIsCommitted(group);
    }

    @Test
    void noMoreThanTheLimitIsUnderWay() {
        int limit = 16;
        Semaphore go = new Semaphore(0);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ChosenFunction slow = ChosenFunction.waiting(1000, (rollout, _) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            go.acquireUninterruptibly();
            now.decrementAndGet();
            return ChosenFunction.judge(rollout);
        });
        for (int i = 0; i < 200; i++) {
            broker.send(i % 12, Rollout.of("r-" + i, "math", "right"));
        }
        WorkerOptions options =
                WorkerOptions.of(broker.bootstrap(), "assay-limit").withLimits(limit, 1 << 20);
        try (RolloutWorker worker = broker.worker(slow, options)) {
            Until.holds("the limit is reached", () -> now.get() == limit);
            go.release(200);
            assertThat(ids(broker.componentsUntil("all 200", all -> all.size() == 200)))
                    .hasSize(200);
            assertThat(most.get()).isEqualTo(limit);
        }
    }

    @Test
    void noMoreIsReadWhileTooManyBytesAreUnderWay() {
        Semaphore go = new Semaphore(0);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ChosenFunction slow = ChosenFunction.waiting(1000, (rollout, _) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            go.acquireUninterruptibly();
            now.decrementAndGet();
            return ChosenFunction.judge(rollout);
        });
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 20; i++) {
            broker.send(i % 12, Rollout.of("r-" + i, "math", large));
        }
        // One is read at a time, so the limit is passed by one rollout at most.
        WorkerOptions options =
                WorkerOptions.of(broker.bootstrap(), "assay-bytes").withLimits(7, 2 << 20);
        try (RolloutWorker worker = broker.worker(slow, options)) {
            Until.holds("the limit is reached", () -> now.get() == 2);
            go.release(20);
            assertThat(ids(broker.componentsUntil("all 20", all -> all.size() == 20)))
                    .hasSize(20);
            assertThat(most.get()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aCompletionOfTwentyMebibytesPasses() {
        AtomicInteger length = new AtomicInteger();
        ChosenFunction measures = ChosenFunction.computing((rollout, _) -> {
            length.set(rollout.judged().length());
            return ChosenFunction.judge(rollout);
        });
        try (RolloutWorker worker = broker.worker("assay-large", measures)) {
            broker.send(5, Rollout.of("large", "math", "ab c\n".repeat(4 << 20)));
            assertThat(broker.componentsUntil("its components", all -> all.size() == 1)
                            .getFirst()
                            .id())
                    .isEqualTo("large");
            assertThat(length.get()).isEqualTo(20 << 20);
        }
    }

    @Test
    void whatCannotBeReadOrTakenIsPassedOverAndCounted() throws Exception {
        String group = "assay-poison";
        broker.send(1, "k", "no rollout".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        broker.send(1, Rollout.of("unknown-task", "cooking", "x"));
        broker.send(
                1,
                Rollout.builder("unknown-recipe", "math", "x").recipe("nosuch").build());
        broker.send(1, Rollout.of("nobody-owns-it", "general", "x"));
        broker.send(1, Rollout.of("good", "math", "right"));
        RolloutWorker worker = broker.worker(group, ChosenFunction.accuracy());
        List<Arrived> arrived = broker.componentsUntil("the good one", all -> !all.isEmpty());
        worker.close();
        assertThat(ids(arrived)).containsExactly("good");
        assertEverythingIsCommitted(group);
        assertThat(records("unreadable")).isEqualTo(1);
        assertThat(records("refused")).isEqualTo(2);
        assertThat(records("silent")).isEqualTo(1);
        assertThat(records("judged")).isEqualTo(1);
    }

    @Test
    void aRolloutsOwnDeadlineBoundsItsJudgement() {
        try (Hang hang = new Hang();
                RolloutWorker worker = broker.worker("assay-deadline", ChosenFunction.computing(hang))) {
            broker.send(
                    2, Rollout.builder("late", "math", "hang").deadlineMs(300).build());
            assertThat(broker.componentsUntil("its components", all -> all.size() == 1)
                            .getFirst()
                            .components()
                            .getComponents(0)
                            .getOutcome())
                    .isEqualTo(OutcomeKind.TIMEOUT);
        }
    }

    @Test
    void componentsThatAreTooLargeForTheTopicLoseTheirEvidence() throws Exception {
        String evidence = new java.util.Random(1)
                .ints(390, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        ChosenFunction talks = ChosenFunction.computing((_, _) -> Outcome.scored(1, ReasonCode.EQUAL_EXACT, evidence));
        limitComponents("300");
        try (RolloutWorker worker = broker.worker("assay-evidence", talks)) {
            broker.send(4, Rollout.of("r", "math", "right"));
            Arrived arrived = broker.componentsUntil("its components", all -> all.size() == 1)
                    .getFirst();
            assertThat(arrived.components().getComponents(0).getValue()).isEqualTo(1.0);
            assertThat(arrived.components().getComponents(0).getEvidence()).isEmpty();
        } finally {
            limitComponents(String.valueOf(KafkaSettings.LARGEST_RECORD));
        }
    }

    private static void limitComponents(String bytes) throws Exception {
        broker.admin
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, Topics.COMPONENTS),
                        List.of(new AlterConfigOp(
                                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes),
                                AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static void assertEverythingIsCommitted(String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = broker.committed(group);
        for (Map.Entry<TopicPartition, OffsetAndMetadata> offset : committed.entrySet()) {
            assertThat(offset.getValue().offset())
                    .isEqualTo(broker.ends(Topics.ROLLOUTS).get(offset.getKey()));
        }
        assertThat(committed).isNotEmpty();
    }

    private static long committed(String group, TopicPartition partition) {
        try {
            OffsetAndMetadata offset = broker.committed(group).get(partition);
            return offset == null ? -1 : offset.offset();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static double records(String result) {
        return broker.meters
                .get("assay.worker.records")
                .tag("result", result)
                .counter()
                .count();
    }

    private static Set<String> ids(List<Arrived> arrived) {
        return arrived.stream().map(Arrived::id).collect(Collectors.toSet());
    }
}
