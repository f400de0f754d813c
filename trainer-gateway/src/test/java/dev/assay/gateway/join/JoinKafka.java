package dev.assay.gateway.join;

import dev.assay.broker.BrokerOptions;
import dev.assay.broker.BrokerProcess;
import dev.assay.service.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with the topics of the join, and clients of it. */
final class JoinKafka implements AutoCloseable {
    static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary());

    static JoinKafka start() throws ExecutionException, InterruptedException {
        JoinKafka kafka = empty();
        kafka.createTopics();
        return kafka;
    }

    static JoinKafka empty() {
        return new JoinKafka();
    }

    void createTopics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            List<NewTopic> topics = new ArrayList<>();
            for (String topic : List.of(Topics.ROLLOUTS, Topics.COMPONENTS, Topics.REWARDS, Topics.DEAD_LETTERS)) {
                topics.add(new NewTopic(topic, PARTITIONS, (short) 1));
            }
            admin.createTopics(topics).all().get();
            // A broker tells of a partition before it leads it. A producer that writes then, with several requests on
            // their way, can have the second taken before the first, which nobody takes any more.
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            for (NewTopic topic : topics) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
                }
            }
            admin.listOffsets(partitions).all().get();
        }
    }

    String bootstrap() {
        return broker.bootstrapServers();
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap(), "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    Reader reader(String... topics) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            // The join makes one topic itself, when it first starts.
            Instant end = Instant.now().plus(PATIENCE);
            while (!consumer.listTopics().containsKey(topic) && Instant.now().isBefore(end)) {
                Thread.onSpinWait();
            }
            for (PartitionInfo info : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, info.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new Reader(consumer, partitions);
    }

    /** Reads what is committed, from the beginning, and keeps it. */
    static final class Reader implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<TopicPartition> partitions;
        final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

        private Reader(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
            this.consumer = consumer;
            this.partitions = partitions;
        }

        /** Reads until something holds. */
        void until(BooleanSupplier condition) {
            Instant end = Instant.now().plus(PATIENCE);
            while (!condition.getAsBoolean()) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError(
                            "not after " + PATIENCE + "; read " + seen.size() + " records; see " + JoinProcess.LOG);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
            }
        }

        /** Reads to where the topics end now. */
        void toTheEnd() {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            until(() -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
