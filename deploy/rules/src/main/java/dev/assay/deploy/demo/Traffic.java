package dev.assay.deploy.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.codec.RolloutWire;
import dev.assay.codec.Wire;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends rollouts to Kafka and collects their rewards, as a sampler and a trainer would. */
final class Traffic implements AutoCloseable {
    private static final int MESSAGE_LIMIT = Wire.LARGEST_MESSAGE + (2 << 20);
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(60);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> rewards;

    Traffic(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "acks", "all",
                        "linger.ms", "5",
                        "compression.type", "lz4",
                        "max.request.size", String.valueOf(MESSAGE_LIMIT)),
                new StringSerializer(),
                new ByteArraySerializer());
        rewards = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of("assay.rewards", "assay.dead-letters")
                .flatMap(topic -> rewards.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        rewards.assign(partitions);
        rewards.seekToBeginning(partitions);
        partitions.forEach(rewards::position);
    }

    /** A reward with the time from sending the rollout to receiving it. */
    record Arrival(Reward reward, double millis) {}

    /**
     * Sends rollouts and waits until each has its reward.
     *
     * @param arrived is told of every reward as it comes
     * @return the rewards by rollout id
     * @throws AssayException where a rollout ends as a dead letter, or nothing arrives for a minute
     */
    Map<String, Arrival> run(List<Rollout> rollouts, Consumer<Arrival> arrived) {
        Map<String, Long> sent = new HashMap<>();
        Map<String, Arrival> done = new HashMap<>();
        for (Rollout rollout : rollouts) {
            sent.put(rollout.id(), System.nanoTime());
            producer.send(new ProducerRecord<>(
                    "assay.rollouts",
                    rollout.groupId(),
                    RolloutWire.message(rollout).toByteArray()));
            if (sent.size() % 256 == 0) {
                poll(Duration.ZERO, sent, done, arrived);
            }
        }
        producer.flush();
        long last = System.nanoTime();
        while (done.size() < sent.size()) {
            if (poll(Duration.ofMillis(100), sent, done, arrived) > 0) {
                last = System.nanoTime();
            } else if (System.nanoTime() - last > QUIET_LIMIT.toNanos()) {
                throw new AssayException(
                        ErrorCode.DEADLINE,
                        (sent.size() - done.size()) + " of " + sent.size() + " rollouts have no reward after "
                                + QUIET_LIMIT.toSeconds() + " quiet seconds");
            }
        }
        return done;
    }

    private int poll(Duration wait, Map<String, Long> sent, Map<String, Arrival> done, Consumer<Arrival> arrived) {
        int count = 0;
        for (ConsumerRecord<String, byte[]> message : received(wait)) {
            if (message.topic().equals("assay.dead-letters")) {
                throw new AssayException(
                        ErrorCode.INTERNAL, "a rollout of group " + message.key() + " ended as a dead letter");
            }
            Reward reward = parse(message.value());
            Long start = sent.get(reward.id());
            if (start != null) {
                Arrival arrival = new Arrival(reward, (System.nanoTime() - start) / 1e6);
                if (done.put(reward.id(), arrival) != null) {
                    throw new AssayException(ErrorCode.INTERNAL, "rollout " + reward.id() + " got two rewards");
                }
                arrived.accept(arrival);
                count++;
            }
        }
        return count;
    }

    private ConsumerRecords<String, byte[]> received(Duration wait) {
        try {
            return rewards.poll(wait);
        } catch (KafkaException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new AssayException(ErrorCode.UNAVAILABLE, "rewards cannot be read from Kafka: " + cause, e);
        }
    }

    private static Reward parse(byte[] bytes) {
        try {
            return Wire.reward(dev.assay.v1.Reward.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new AssayException(ErrorCode.INTERNAL, "a reward that is no protobuf message", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        rewards.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
