package dev.assay.gateway.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.broker.BrokerOptions;
import dev.assay.broker.BrokerProcess;
import dev.assay.gateway.join.DeadLetter;
import dev.assay.service.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DeadLetterReplayTest {
    private static BrokerProcess broker;

    @BeforeAll
    static void start() throws Exception {
        broker = BrokerProcess.start(BrokerOptions.temporary());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.ROLLOUTS, 3, (short) 1),
                            new NewTopic(Topics.DEAD_LETTERS, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void eachDeadLetterIsSentOnceWithItsKeyItsBytesAndItsPartition() {
        write("one", "UNKNOWN_RECIPE", Topics.ROLLOUTS);
        write("two", "UNREADABLE", Topics.ROLLOUTS);
        write("three", "UNKNOWN_RECIPE", Topics.ROLLOUTS);
        write("forged", "UNREADABLE", "somebody-elses-topic");

        List<String> listed = new ArrayList<>();
        ReplayReport dry = new DeadLetterReplay(options().asDryRun())
                .run((letter, record) -> listed.add(letter.cause() + " " + new String(record.key(), UTF_8)));
        assertThat(listed).containsExactly("UNKNOWN_RECIPE one", "UNREADABLE two", "UNKNOWN_RECIPE three");
        assertThat(dry.total()).isEqualTo(3);
        assertThat(rollouts()).isEmpty();

        ReplayReport recipes = replay(options().withCause("UNKNOWN_RECIPE"));
        assertThat(recipes).isEqualTo(new ReplayReport(Map.of("UNKNOWN_RECIPE", 2), 1, 1));
        assertThat(rollouts())
                .extracting(record -> new String(record.key(), UTF_8))
                .containsExactly("one", "three");
        assertThat(rollouts()).allSatisfy(record -> {
            assertThat(record.value()).isEqualTo(("value of " + new String(record.key(), UTF_8)).getBytes(UTF_8));
            assertThat(record.partition()).isEqualTo(2);
            assertThat(DeadLetter.text(record.headers(), DeadLetter.REPLAYED)).hasValue("1");
            assertThat(DeadLetter.text(record.headers(), "traceparent")).hasValue("00-t-1-01");
            assertThat(DeadLetter.read(record.headers())).isEmpty();
        });

        ReplayReport rest = replay(options());
        assertThat(rest).isEqualTo(new ReplayReport(Map.of("UNREADABLE", 1), 0, 0));
        assertThat(replay(options()).total()).isZero();
        assertThat(rollouts()).hasSize(3);

        write("four", "UNREADABLE", Topics.ROLLOUTS);
        assertThat(replay(options()).total()).isEqualTo(1);
        assertThat(rollouts()).hasSize(4);
    }

    private static ReplayOptions options() {
        return ReplayOptions.of(broker.bootstrapServers());
    }

    private static ReplayReport replay(ReplayOptions options) {
        return new DeadLetterReplay(options).run((_, _) -> {});
    }

    /** In a transaction, as the join writes, so that the offsets have gaps. */
    private static void write(String key, String cause, String topic) {
        var record =
                new ProducerRecord<>(Topics.DEAD_LETTERS, key.getBytes(UTF_8), ("value of " + key).getBytes(UTF_8));
        record.headers().add("traceparent", "00-t-1-01".getBytes(UTF_8));
        new DeadLetter(cause, "because", topic, 2, 7, Instant.EPOCH).write(record.headers());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record);
            producer.commitTransaction();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> rollouts() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(
                    new TopicPartition(Topics.ROLLOUTS, 0),
                    new TopicPartition(Topics.ROLLOUTS, 1),
                    new TopicPartition(Topics.ROLLOUTS, 2));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
