package dev.assay.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What users of the broker do with it. */
final class Clients {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Clients() {}

    static void createTopic(String servers, String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    /** Sends one value and waits until the broker has it. The client's own limits are out of the way. */
    static void send(String servers, String topic, byte[] value) throws InterruptedException, ExecutionException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers, "max.request.size", 60 << 20, "buffer.memory", 64L << 20);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "r-17", value)).get();
        }
    }

    /** Sends {@code bytes} in all and does not ask what became of them. */
    static void fill(String servers, String topic, int bytes) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers, "max.request.size", 60 << 20, "buffer.memory", 128L << 20);
        byte[] value = new byte[8 << 20];
        var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        for (int sent = 0; sent < bytes; sent += value.length) {
            var unused = producer.send(new ProducerRecord<>(topic, "r-17", value));
        }
        producer.close(Duration.ofSeconds(2));
    }

    /** Reads as a member of a consumer group until {@code count} values came, and commits. */
    static List<byte[]> read(String servers, String topic, String group, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers, "group.id", group, "auto.offset.reset", "earliest");
        List<byte[]> values = new ArrayList<>();
        Instant end = Instant.now().plus(PATIENCE);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (values.size() < count && Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(message.value());
                }
            }
            consumer.commitSync();
        }
        return values;
    }
}
