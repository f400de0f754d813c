package dev.assay.service.kafka;

import dev.assay.broker.BrokerOptions;
import dev.assay.broker.BrokerProcess;
import dev.assay.codec.RolloutWire;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import dev.assay.recipe.Recipes;
import dev.assay.reward.RewardFunction;
import dev.assay.rollout.Rollout;
import dev.assay.service.metrics.WorkerMetrics;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import dev.assay.v1.RolloutComponents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Assertions;

/** A broker with empty topics, and what a test does with it. */
final class Broker implements AutoCloseable {
    /** Accuracy for mathematics; the language of general texts, which no function of the tests owns. */
    static final Recipe RECIPE = RecipeReader.read(
            "test",
            "{name: test, tasks: {math: {components: {accuracy: {weight: 1}}}, "
                    + "general: {components: {language: {weight: 1}}}}}");

    private static final Duration GUARD = Duration.ofSeconds(60);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Admin admin;
    private final BrokerProcess process;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Scoring> engines = new ArrayList<>();

    Broker() {
        process = BrokerProcess.start(BrokerOptions.temporary());
        Topics.ensure(bootstrap(), GUARD);
        admin = Admin.create(KafkaSettings.client(bootstrap()));
        producer = new KafkaProducer<>(KafkaSettings.producer(bootstrap()));
        consumer = new KafkaConsumer<>(KafkaSettings.consumer(bootstrap(), "test"));
        consumer.assign(partitions(Topics.COMPONENTS));
    }

    String bootstrap() {
        return process.bootstrapServers();
    }

    /** Forgets what other tests wrote. */
    void clear() throws Exception {
        for (String topic : List.of(Topics.ROLLOUTS, Topics.COMPONENTS)) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            ends(topic).forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
            admin.deleteRecords(all).all().get();
        }
        consumer.seekToEnd(partitions(Topics.COMPONENTS));
        for (TopicPartition partition : partitions(Topics.COMPONENTS)) {
            consumer.position(partition);
        }
        meters.clear();
    }

    Map<TopicPartition, Long> ends(String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, found) -> ends.put(partition, found.offset()));
        return ends;
    }

    Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }

    RolloutWorker worker(String group, RewardFunction function) {
        return worker(function, WorkerOptions.of(bootstrap(), group));
    }

    RolloutWorker worker(RewardFunction function, WorkerOptions options) {
        Scoring scoring = new Scoring(
                new Functions(List.of(function)),
                Recipes.shipped(),
                ScoringOptions.defaults().withThreads(4).withFunctionTimeout(GUARD),
                _ -> {});
        engines.add(scoring);
        return new RolloutWorker(
                scoring,
                RECIPE,
                options,
                new WorkerMetrics(meters),
                OpenTelemetry.propagating(ContextPropagators.create(W3CTraceContextPropagator.getInstance())));
    }

    Future<?> send(int partition, Rollout rollout) {
        return send(partition, rollout.groupId(), RolloutWire.message(rollout).toByteArray());
    }

    Future<?> send(int partition, String key, byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.ROLLOUTS, partition, key.getBytes(StandardCharsets.UTF_8), value);
        record.headers()
                .add(
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(StandardCharsets.UTF_8));
        return producer.send(record);
    }

    void flush() {
        producer.flush();
    }

    /** Components as they arrived, read until the condition holds. */
    List<Arrived> componentsUntil(String what, Predicate<List<Arrived>> condition) {
        List<Arrived> arrived = new ArrayList<>();
        long end = System.nanoTime() + GUARD.toNanos();
        while (!condition.test(arrived)) {
            if (System.nanoTime() - end > 0) {
                Assertions.fail("not within " + GUARD + ": " + what + "; arrived: " + arrived.size());
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                arrived.add(new Arrived(record, RolloutMessages.components(record.value())));
            }
        }
        return arrived;
    }

    /** Components that arrived. */
    record Arrived(ConsumerRecord<byte[], byte[]> record, RolloutComponents components) {
        String key() {
            return new String(record.key(), StandardCharsets.UTF_8);
        }

        String id() {
            return components.getId();
        }

        String header(String name) {
            return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        admin.close();
        engines.forEach(Scoring::close);
        process.close();
    }
}
