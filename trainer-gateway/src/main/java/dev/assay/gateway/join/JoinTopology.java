package dev.assay.gateway.join;

import dev.assay.service.kafka.KafkaSettings;
import dev.assay.service.kafka.Topics;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Where the join reads and writes. Bytes come in, so that nothing unreadable ends a thread before the join sees it. */
final class JoinTopology {
    static final String REWARDS = "rewards";
    static final String DEAD_LETTERS = "dead-letters";
    private static final String JOIN = "join";

    private JoinTopology() {}

    static Topology of(JoinOptions options, JoinCounters counters) {
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        ByteArraySerializer key = new ByteArraySerializer();
        Topology topology = new Topology();
        topology.addSource(AutoOffsetReset.earliest(), "rollouts", in, in, Topics.ROLLOUTS);
        topology.addSource(AutoOffsetReset.earliest(), "components", in, in, Topics.COMPONENTS);
        topology.addProcessor(JOIN, () -> new RewardJoin(options, counters), "rollouts", "components");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(JoinStore.NAME), Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled()
                        // The log is the only durable copy and is read whole at a start: it must stay short.
                        .withLoggingEnabled(Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT,
                                TopicConfig.SEGMENT_BYTES_CONFIG,
                                Integer.toString(32 << 20),
                                TopicConfig.SEGMENT_MS_CONFIG,
                                "600000",
                                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                                "0.3",
                                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                                "60000",
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(KafkaSettings.LARGEST_RECORD))),
                JOIN);
        topology.addSink(REWARDS, Topics.REWARDS, key, Outgoing.SERIALIZER, Outgoing.SAME_PARTITION, JOIN);
        topology.addSink(DEAD_LETTERS, Topics.DEAD_LETTERS, key, Outgoing.SERIALIZER, Outgoing.SAME_PARTITION, JOIN);
        return topology;
    }
}
