package dev.assay.gateway.replay;

import dev.assay.gateway.join.DeadLetter;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.service.kafka.KafkaSettings;
import dev.assay.service.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters to the topic and partition that they came from, with their key, their value and their own headers.
 * What is sent and how far it came are committed in one transaction, so that each dead letter is sent again once, even
 * where a replay is killed. One replay runs at a time.
 */
public final class DeadLetterReplay {
    /** The consumer group that says what was sent. */
    public static final String GROUP = "assay-replay";

    private static final int BATCH = 100;

    /** A header is only a header: nothing is sent anywhere else. */
    private static final Set<String> ORIGINS = Set.of(Topics.ROLLOUTS, Topics.COMPONENTS);

    private final ReplayOptions options;

    public DeadLetterReplay(ReplayOptions options) {
        this.options = options;
    }

    /**
     * Goes through the dead letters that are there now.
     *
     * @param listing is told of each that is sent, or would be
     * @throws AssayException {@link ErrorCode#UNAVAILABLE} where Kafka does not answer
     */
    public ReplayReport run(BiConsumer<DeadLetter, ConsumerRecord<byte[], byte[]>> listing) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                Sender sender = options.dryRun() ? new Sender(Optional.empty()) : new Sender(Optional.of(producer()))) {
            return run(consumer, sender, listing);
        } catch (KafkaException e) {
            throw new AssayException(
                    ErrorCode.UNAVAILABLE, "Kafka at " + options.bootstrap() + " failed: " + e.getMessage(), e);
        }
    }

    private ReplayReport run(
            KafkaConsumer<byte[], byte[]> consumer,
            Sender sender,
            BiConsumer<DeadLetter, ConsumerRecord<byte[], byte[]>> listing) {
        Map<TopicPartition, Progress> partitions = progress(consumer);
        consumer.assign(partitions.keySet());
        partitions.forEach((partition, progress) -> consumer.seek(partition, progress.position));
        Tally tally = new Tally();
        long silentSince = System.nanoTime();
        while (partitions.entrySet().stream()
                .anyMatch(each -> consumer.position(each.getKey()) < each.getValue().end)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
            if (!records.isEmpty()) {
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > options.patience().toNanos()) {
                throw new AssayException(
                        ErrorCode.UNAVAILABLE, "Kafka at " + options.bootstrap() + " sends nothing more");
            }
            List<ProducerRecord<byte[], byte[]>> again = new ArrayList<>();
            Map<TopicPartition, OffsetAndMetadata> commit = new HashMap<>();
            for (TopicPartition partition : records.partitions()) {
                Progress progress = Objects.requireNonNull(partitions.get(partition));
                for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                    if (progress.take(record.offset())) {
                        judge(record, progress, tally, again, listing);
                    }
                }
                commit.put(partition, new OffsetAndMetadata(progress.done.next(), progress.done.text()));
            }
            sender.commit(again, commit, consumer);
        }
        return new ReplayReport(tally.sent, tally.left, tally.unsendable);
    }

    private void judge(
            ConsumerRecord<byte[], byte[]> record,
            Progress progress,
            Tally tally,
            List<ProducerRecord<byte[], byte[]>> again,
            BiConsumer<DeadLetter, ConsumerRecord<byte[], byte[]>> listing) {
        Optional<DeadLetter> letter = DeadLetter.read(record.headers()).filter(each -> ORIGINS.contains(each.topic()));
        if (letter.isEmpty() || record.value() == null) {
            tally.unsendable++;
        } else if (options.cause()
                .filter(cause -> !cause.equals(letter.get().cause()))
                .isPresent()) {
            tally.left++;
            return;
        } else {
            listing.accept(letter.get(), record);
            again.add(again(letter.get(), record));
            tally.sent.merge(letter.get().cause(), 1, Integer::sum);
        }
        progress.done.add(record.offset(), record.offset());
    }

    private static final class Tally {
        private final Map<String, Integer> sent = new TreeMap<>();
        private int left;
        private int unsendable;
    }

    /** How far one partition is. */
    private static final class Progress {
        private final SentOffsets done;
        private final long end;
        private long position;

        Progress(SentOffsets done, long end) {
            this.done = done;
            this.end = end;
            this.position = done.next();
        }

        /** Whether the record at this offset is for this replay. */
        boolean take(long offset) {
            // What came after the start is for the next replay, or rubbish would go round without an end.
            if (offset >= end) {
                return false;
            }
            // Offsets that are passed over hold no record, but the end of a transaction.
            done.add(position, offset - 1);
            position = offset + 1;
            return !done.contains(offset);
        }
    }

    private static Map<TopicPartition, Progress> progress(KafkaConsumer<byte[], byte[]> consumer) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (PartitionInfo info : consumer.partitionsFor(Topics.DEAD_LETTERS)) {
            partitions.add(new TopicPartition(info.topic(), info.partition()));
        }
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Progress> progress = new HashMap<>();
        consumer.beginningOffsets(partitions).forEach((partition, beginning) -> {
            OffsetAndMetadata known = committed.get(partition);
            SentOffsets offsets =
                    known == null ? new SentOffsets(beginning) : SentOffsets.of(known.offset(), known.metadata());
            offsets.skipTo(beginning);
            progress.put(partition, new Progress(offsets, ends.getOrDefault(partition, beginning)));
        });
        return progress;
    }

    private static ProducerRecord<byte[], byte[]> again(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!DeadLetter.OWN.contains(header.key())) {
                headers.add(header);
            }
        }
        int times = DeadLetter.text(headers, DeadLetter.REPLAYED)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        DeadLetter.put(headers, DeadLetter.REPLAYED, Integer.toString(times + 1));
        return new ProducerRecord<>(letter.topic(), letter.partition(), record.key(), record.value(), headers);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(options.more());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, KafkaSettings.LARGEST_RECORD);
        settings.put(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(options.patience().toMillis()));
        settings.put(
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(options.patience().toMillis()));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(options.more());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap());
        // One name: a second replay ends the transaction of the first, instead of sending the same beside it.
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaSettings.LARGEST_RECORD);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * KafkaSettings.LARGEST_RECORD);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, options.patience().toMillis());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends within transactions, or nothing at all. */
    private static final class Sender implements AutoCloseable {
        private final Optional<KafkaProducer<byte[], byte[]>> producer;

        Sender(Optional<KafkaProducer<byte[], byte[]>> producer) {
            this.producer = producer;
            producer.ifPresent(KafkaProducer::initTransactions);
        }

        void commit(
                List<ProducerRecord<byte[], byte[]>> again,
                Map<TopicPartition, OffsetAndMetadata> progress,
                KafkaConsumer<byte[], byte[]> consumer) {
            if (progress.isEmpty() || producer.isEmpty()) {
                return;
            }
            producer.get().beginTransaction();
            again.forEach(producer.get()::send);
            producer.get().sendOffsetsToTransaction(progress, consumer.groupMetadata());
            producer.get().commitTransaction();
        }

        @Override
        public void close() {
            producer.ifPresent(KafkaProducer::close);
        }
    }
}
