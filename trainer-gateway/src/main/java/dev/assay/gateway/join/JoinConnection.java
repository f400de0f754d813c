package dev.assay.gateway.join;

import dev.assay.service.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How the join speaks to Kafka.
 *
 * @param bootstrap {@code host:port}, several separated by commas
 * @param instance a name that this process keeps over restarts and no other has: with it a process that was killed
 *     takes its place again at once, instead of being waited for
 * @param threads stream threads, at least 1; more than the partitions of {@code assay.rollouts} are idle
 * @param replication how many copies Kafka keeps of the join's own state, -1 for the broker's default
 * @param session how long a silent process is waited for
 * @param more further settings of Kafka clients, such as those of security
 */
public record JoinConnection(
        String bootstrap,
        Optional<String> instance,
        int threads,
        int replication,
        Duration session,
        Map<String, String> more) {
    /** The consumer group, and the beginning of the names of the join's own topics and transactions. */
    public static final String APPLICATION = "assay-join";

    private static final int COMMIT_MS = 100;
    private static final int TRANSACTION_MS = 10_000;

    public JoinConnection {
        if (threads < 1 || session.toMillis() < 1_000) {
            throw new IllegalArgumentException("at least one thread and a session of at least 1 s are needed");
        }
        more = Map.copyOf(more);
    }

    /** One thread, one copy, a session of eight seconds. */
    public static JoinConnection to(String bootstrap) {
        return new JoinConnection(bootstrap, Optional.empty(), 1, 1, Duration.ofSeconds(8), Map.of());
    }

    /** The same with a name for this process. */
    public JoinConnection withInstance(String name) {
        return new JoinConnection(bootstrap, Optional.of(name), threads, replication, session, more);
    }

    /** The same with another number of threads. */
    public JoinConnection withThreads(int number) {
        return new JoinConnection(bootstrap, instance, number, replication, session, more);
    }

    Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>(more);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
        all.put(StreamsConfig.POLL_MS_CONFIG, 50);
        // Rollouts may be large: few wait in memory for each partition.
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 200);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        all.put(StreamsConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        // There is no global table here; Streams warns at each start unless this is decided.
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        String consumer = StreamsConfig.MAIN_CONSUMER_PREFIX;
        all.put(consumer + ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(session.toMillis()));
        all.put(consumer + ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.toIntExact(session.toMillis() / 4));
        all.put(consumer + ConsumerConfig.FETCH_MAX_BYTES_CONFIG, KafkaSettings.LARGEST_RECORD);
        // Small, because twelve partitions may be held at once; a larger record comes alone.
        all.put(consumer + ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        all.put(consumer + ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        // Also how long a new sharing out of the partitions may wait for a member that does not answer.
        all.put(consumer + ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 60_000);
        instance.ifPresent(name -> all.put(consumer + ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
        all.put(StreamsConfig.RESTORE_CONSUMER_PREFIX + ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        all.put(StreamsConfig.PRODUCER_PREFIX + ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaSettings.LARGEST_RECORD);
        all.put(StreamsConfig.PRODUCER_PREFIX + ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * KafkaSettings.LARGEST_RECORD);
        all.put(StreamsConfig.PRODUCER_PREFIX + ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        all.put(StreamsConfig.PRODUCER_PREFIX + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
        // A first batch is refused for a moment where a partition was just made or the last transaction still ends.
        // With
        // several on their way the next one can be taken before it, and then it is out of order for ever.
        all.put(StreamsConfig.PRODUCER_PREFIX + ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // What cannot be written in this time is rolled back and begun anew, instead of two minutes later.
        all.put(StreamsConfig.PRODUCER_PREFIX + ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
        all.put(StreamsConfig.PRODUCER_PREFIX + ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        all.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), KafkaSettings.LARGEST_RECORD);
        return all;
    }
}
