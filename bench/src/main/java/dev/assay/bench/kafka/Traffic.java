package dev.assay.bench.kafka;

import dev.assay.service.kafka.KafkaSettings;
import dev.assay.service.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** This process's clients: it produces rollouts, counts what others produce, and reads rewards. */
final class Traffic implements AutoCloseable {
    private final String bootstrap;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    Traffic(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(KafkaSettings.client(bootstrap));
        this.producer = new KafkaProducer<>(KafkaSettings.producer(bootstrap));
    }

    void create(String topic) throws InterruptedException, ExecutionException {
        admin.createTopics(List.of(new NewTopic(topic, Topics.PARTITIONS, (short) 1)))
                .all()
                .get();
    }

    /** Produces the rollouts of a round as fast as it can; returns when the broker has them. */
    void produce(String round, int count, List<String> texts) {
        for (int i = 0; i < count; i++) {
            producer.send(new ProducerRecord<>(
                    Topics.ROLLOUTS,
                    Payload.group(round, i).getBytes(StandardCharsets.UTF_8),
                    Payload.rollout(round, i, texts)));
        }
        producer.flush();
    }

    /** How many records were ever written to a topic. */
    long written(String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicPartition partition : partitions(topic)) {
            wanted.put(partition, OffsetSpec.latest());
        }
        long sum = 0;
        for (var found : admin.listOffsets(wanted).all().get().values()) {
            sum += found.offset();
        }
        return sum;
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    /** Reads committed rewards from here on. */
    Rewards rewards() {
        Map<String, Object> settings = KafkaSettings.consumer(bootstrap, "bench");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new Rewards(new KafkaConsumer<>(settings));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }

    /** The rewards, counted. */
    static final class Rewards implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;

        private Rewards(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
            consumer.assign(partitions(Topics.REWARDS));
            consumer.seekToBeginning(consumer.assignment());
        }

        /** Waits for so many rewards of a round. */
        void await(String round, int count, Duration limit) {
            byte[] prefix = (round + "-").getBytes(StandardCharsets.UTF_8);
            long end = System.nanoTime() + limit.toNanos();
            int seen = 0;
            while (seen < count) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(seen + " of " + count + " rewards came within " + limit);
                }
                for (ConsumerRecord<byte[], byte[]> reward : consumer.poll(Duration.ofMillis(20))) {
                    if (startsWith(reward.key(), prefix)) {
                        seen++;
                    }
                }
            }
        }

        private static boolean startsWith(byte[] key, byte[] prefix) {
            return key.length >= prefix.length
                    && java.util.Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
