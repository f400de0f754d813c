package dev.assay.gateway.join;

import static dev.assay.gateway.join.JoinDriver.component;
import static dev.assay.gateway.join.JoinDriver.math;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.codec.RolloutWire;
import dev.assay.codec.Wire;
import dev.assay.gateway.join.JoinKafka.Reader;
import dev.assay.gateway.join.JoinKey.OfRound;
import dev.assay.gateway.join.state.RoundState;
import dev.assay.reward.Component;
import dev.assay.reward.Reward;
import dev.assay.service.kafka.Topics;
import dev.assay.v1.RolloutComponents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class KilledJoinTest {
    private static final int GROUP = 4;
    private static final int GROUPS_A_CHUNK = 300;
    private static final int KILLS = 4;
    private static final String CHANGES = "assay-join-" + JoinStore.NAME + "-changelog";

    private static JoinKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = JoinKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    /** What was sent, and what must come of it. */
    private static final class Storm {
        private final Random random = new Random(7);
        private final Set<String> good = new HashSet<>();
        private final Set<String> bad = new HashSet<>();

        /** Groups of rollouts with their components, some of them twice, in an order of its own, and some rubbish. */
        List<ProducerRecord<byte[], byte[]>> chunk(int number) {
            List<ProducerRecord<byte[], byte[]>> rollouts = new ArrayList<>();
            List<ProducerRecord<byte[], byte[]>> components = new ArrayList<>();
            for (int g = 0; g < GROUPS_A_CHUNK; g++) {
                String group = "g" + number + "-" + g;
                int partition = Math.floorMod(group.hashCode(), JoinKafka.PARTITIONS);
                for (int r = 0; r < GROUP; r++) {
                    String id = group + "-" + r;
                    good.add(id);
                    twiceSometimes(
                            rollouts,
                            record(
                                    Topics.ROLLOUTS,
                                    partition,
                                    group,
                                    RolloutWire.message(
                                                    math(id).group(group, GROUP).build())
                                            .toByteArray()));
                    for (Component each : List.of(component("accuracy", r % 2), component("format", 1))) {
                        byte[] message = RolloutComponents.newBuilder()
                                .setId(id)
                                .setGroupId(group)
                                .addComponents(Wire.message(each))
                                .build()
                                .toByteArray();
                        twiceSometimes(components, record(Topics.COMPONENTS, partition, group, message));
                    }
                }
                if (random.nextInt(10) == 0) {
                    bad.add(group);
                    byte[] rubbish = ("rubbish " + group).getBytes(UTF_8);
                    rollouts.add(record(Topics.ROLLOUTS, partition, group, rubbish));
                }
            }
            rollouts.addAll(components);
            return rollouts;
        }

        private void twiceSometimes(
                List<ProducerRecord<byte[], byte[]>> records, ProducerRecord<byte[], byte[]> record) {
            records.add(record);
            if (random.nextInt(10) == 0) {
                records.add(random.nextInt(records.size()), record);
            }
        }
    }

    @Test
    void eachRolloutEndsAsOneRewardOrOneDeadLetterThoughTheJoinIsKilled() throws Exception {
        Storm storm = new Storm();
        JoinProcess join = JoinProcess.start(kafka.bootstrap());
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer();
                Reader reader = kafka.reader(Topics.REWARDS, Topics.DEAD_LETTERS)) {
            for (int kill = 0; kill < KILLS; kill++) {
                String own = "g" + kill + "-";
                storm.chunk(kill).forEach(producer::send);
                producer.flush();
                // In the midst of its work: some of the chunk is done, and most of it is not.
                reader.until(() ->
                        reader.seen.stream().anyMatch(record -> new String(record.key(), UTF_8).startsWith(own)));
                join.kill();
                join = JoinProcess.start(kafka.bootstrap());
            }
            storm.chunk(KILLS).forEach(producer::send);
            producer.flush();
            int expected = storm.good.size() + storm.bad.size();
            reader.until(() -> reader.seen.size() >= expected);
            join.close();
            reader.toTheEnd();
            assertExactlyOnce(storm, reader.seen);
        } finally {
            join.close();
        }
    }

    private static void assertExactlyOnce(Storm storm, List<ConsumerRecord<byte[], byte[]>> seen) throws Exception {
        List<String> rewarded = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : seen) {
            String key = new String(record.key(), UTF_8);
            if (record.topic().equals(Topics.REWARDS)) {
                Reward reward = JoinDriver.reward(record.value());
                rewarded.add(reward.id());
                assertThat(reward.incomplete()).isFalse();
                assertThat(reward.value()).isPresent();
                assertThat(record.partition()).isEqualTo(Math.floorMod(key.hashCode(), JoinKafka.PARTITIONS));
            } else {
                refused.add(key);
                assertThat(record.value()).isEqualTo(("rubbish " + key).getBytes(UTF_8));
            }
        }
        assertThat(rewarded).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(storm.good);
        assertThat(refused).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(storm.bad);
    }

    @Test
    void aGroupKeepsItsDeadlineOverARestart() throws Exception {
        OfRound key = new OfRound("kept", "kept-a");
        JoinProcess join = JoinProcess.start(kafka.bootstrap());
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer()) {
            producer.send(rollout("kept-a", "kept")).get();
            RoundState first = change(key, 1);
            join.kill();
            join = JoinProcess.start(kafka.bootstrap());
            producer.send(rollout("kept-b", "kept")).get();
            assertThat(change(key, 2).getDeadlineMs()).isEqualTo(first.getDeadlineMs());
        } finally {
            join.close();
        }
    }

    /** The state of a round from the log of changes, once it knows so many rollouts. */
    private static RoundState change(OfRound key, int known) {
        Map<Integer, RoundState> byKnown = new HashMap<>();
        Bytes bytes = key.bytes();
        try (Reader changes = kafka.reader(CHANGES)) {
            changes.until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : changes.seen) {
                    if (Bytes.wrap(record.key()).equals(bytes) && record.value() != null) {
                        RoundState state = state(record.value());
                        byKnown.put(state.getKnown(), state);
                    }
                }
                changes.seen.clear();
                return byKnown.containsKey(known);
            });
        }
        return byKnown.get(known);
    }

    private static RoundState state(byte[] value) {
        try {
            return RoundState.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> rollout(String id, String group) {
        byte[] message = RolloutWire.message(math(id).group(group, 3).build()).toByteArray();
        return record(Topics.ROLLOUTS, 0, group, message);
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int partition, String key, byte[] value) {
        return new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), value);
    }
}
