package dev.assay.gateway.join;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * A value on its way out.
 *
 * @param partition the partition that the rollout came from; its reward goes to the same, whatever partitioner the
 *     producer of the rollout used
 * @param bytes empty where there is no value
 */
record Outgoing(int partition, Optional<byte[]> bytes) {
    // A serializer writes no value as null.
    @SuppressWarnings("NullAway")
    static final Serializer<Outgoing> SERIALIZER =
            (_, outgoing) -> outgoing == null ? null : outgoing.bytes().orElse(null);

    static final StreamPartitioner<byte[], Outgoing> SAME_PARTITION =
            (_, _, outgoing, partitions) -> Optional.of(Set.of(outgoing.partition() % partitions));
}
