package dev.assay.gateway.join;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Names transactions after the instance. Streams takes a new random name at each start of a process without state on
 * disk, so that the open transaction of a killed one would hold back readers and its successor until it times out; a
 * producer of the same name ends it at once.
 */
final class StableClients extends DefaultKafkaClientSupplier {
    private final Optional<String> instance;

    StableClients(Optional<String> instance) {
        this.instance = instance;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Object given = config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        if (instance.isEmpty() || given == null) {
            return super.getProducer(config);
        }
        // application-process-thread: the number of the thread stays, the process gets its name.
        String thread = given.toString().substring(given.toString().lastIndexOf('-') + 1);
        Map<String, Object> named = new HashMap<>(config);
        named.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                JoinConnection.APPLICATION + "-" + instance.get() + "-" + thread);
        return super.getProducer(named);
    }
}
