package dev.assay.bench.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.service.kafka.KafkaSettings;
import dev.assay.service.kafka.Topics;
import dev.assay.v1.Component;
import dev.assay.v1.OutcomeKind;
import dev.assay.v1.Rollout;
import dev.assay.v1.RolloutComponents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The floor: one thread that polls, parses, and sends a constant of the same size, with the clients of the worker and
 * their settings. Commits once a second, whatever is acknowledged.
 */
final class BareLoop implements AutoCloseable {
    /** Where it writes, so that the worker's topic holds the worker's output alone. */
    static final String OUTPUT = "bench.components";

    private static final long SECOND = 1_000_000_000L;
    private static final Component COMPONENT = Component.newBuilder()
            .setName("format")
            .setOutcome(OutcomeKind.SCORED)
            .setValue(1)
            .setReason("WELL_FORMED")
            .setGrader("format-checker/0.1.0")
            .setMicros(5)
            .build();

    private final String bootstrap;
    private final String group;
    private final Thread thread;
    private volatile boolean stopped;

    BareLoop(String bootstrap, String group) {
        this.bootstrap = bootstrap;
        this.group = group;
        this.thread = Thread.ofPlatform().name("bare-loop").start(this::run);
    }

    private void run() {
        Map<String, Object> settings = KafkaSettings.consumer(bootstrap, group);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 128);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(KafkaSettings.producer(bootstrap))) {
            consumer.subscribe(List.of(Topics.ROLLOUTS));
            long committed = System.nanoTime();
            while (!stopped) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    Rollout rollout = Rollout.parseFrom(record.value());
                    byte[] value = RolloutComponents.newBuilder()
                            .setId(rollout.getId())
                            .setGroupId(rollout.getGroupId())
                            .addComponents(COMPONENT)
                            .build()
                            .toByteArray();
                    producer.send(new ProducerRecord<>(OUTPUT, record.partition(), record.key(), value));
                }
                if (System.nanoTime() - committed > SECOND) {
                    committed = System.nanoTime();
                    consumer.commitAsync();
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the benchmark's own rollouts cannot be read", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
