package dev.assay.deploy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.codec.RolloutWire;
import dev.assay.rollout.Rollout;
import dev.assay.v1.Reward;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A sampler and a trainer in one: sends rollouts, and counts the rewards and dead letters that come of them. */
final class KafkaProbe implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, List<Reward>> rewards = new HashMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();

    /** A dead letter with its headers as text. */
    record DeadLetter(byte[] value, Map<String, String> headers) {}

    KafkaProbe(String bootstrap) {
        Properties sending = new Properties();
        sending.put("bootstrap.servers", bootstrap);
        sending.put("max.request.size", String.valueOf(34 << 20));
        sending.put("buffer.memory", String.valueOf(128 << 20));
        sending.put("linger.ms", "5");
        producer = new KafkaProducer<>(sending, new StringSerializer(), new ByteArraySerializer());
        Properties reading = new Properties();
        reading.put("bootstrap.servers", bootstrap);
        reading.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of("assay.rewards", "assay.dead-letters")
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    Future<RecordMetadata> send(Rollout rollout) {
        return send(rollout.groupId(), RolloutWire.message(rollout).toByteArray());
    }

    Future<RecordMetadata> send(String key, byte[] value) {
        return producer.send(new ProducerRecord<>("assay.rollouts", key, value));
    }

    void flush() {
        producer.flush();
    }

    /** Reads what there is until the condition holds; false where it does not hold in time. */
    boolean await(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            read(Duration.ofMillis(100));
        }
        return true;
    }

    /** Reads what comes within a time. */
    void read(Duration wait) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(wait)) {
            if (message.topic().equals("assay.rewards")) {
                try {
                    Reward reward = Reward.parseFrom(message.value());
                    rewards.computeIfAbsent(reward.getId(), _ -> new ArrayList<>())
                            .add(reward);
                } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError("a reward that is no message", e);
                }
            } else {
                Map<String, String> headers = new HashMap<>();
                for (Header header : message.headers()) {
                    headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
                }
                deadLetters.add(new DeadLetter(message.value(), headers));
            }
        }
    }

    /** Every reward that came, by rollout id. */
    Map<String, List<Reward>> rewards() {
        return rewards;
    }

    /** The rewards of one rollout. */
    List<Reward> rewardsOf(String id) {
        return rewards.getOrDefault(id, List.of());
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
