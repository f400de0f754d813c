package dev.assay.broker.server;

import dev.assay.broker.BrokerOptions;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;

/**
 * Kafka's configuration for one node on one machine: everything once instead of three times, few threads and small
 * buffers, messages of up to 32 MiB, and clients that may give up, and be given up, quickly.
 */
final class BrokerSettings {
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final int MIB = 1 << 20;
    /**
     * Kafka's limit is on a whole batch, so key, headers and framing come on top of the value: 1 MiB is far more than
     * any group id and header takes, and far less than what would let a larger value through unnoticed.
     */
    private static final int LARGEST_BATCH = BrokerOptions.MAX_VALUE_BYTES + MIB;
    /** Above the limit on a batch, so that a batch that is too large is refused by name and not by a cut connection. */
    private static final int LARGEST_REQUEST = 64 * MIB;

    private BrokerSettings() {}

    static KafkaConfig of(Path messages, LoopbackPorts ports) {
        String clients = "PLAINTEXT://" + LoopbackPorts.HOST + ":" + ports.clients();
        String controller = CONTROLLER_LISTENER + "://" + LoopbackPorts.HOST + ":" + ports.controller();
        Properties settings = new Properties();
        settings.put("node.id", "1");
        settings.put("process.roles", "broker,controller");
        settings.put("listeners", clients + "," + controller);
        settings.put("advertised.listeners", clients);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        // A fixed voter is kept in no file, so the controller's port may differ at the next start.
        settings.put("controller.quorum.voters", "1@" + LoopbackPorts.HOST + ":" + ports.controller());
        settings.put("log.dirs", messages.toString());
        limits(settings);
        once(settings);
        promptness(settings);
        size(settings);
        return KafkaConfig.fromProps(settings);
    }

    private static void limits(Properties settings) {
        put(settings, "message.max.bytes", LARGEST_BATCH);
        put(settings, "replica.fetch.max.bytes", LARGEST_BATCH);
        put(settings, "socket.request.max.bytes", LARGEST_REQUEST);
        // What requests may hold at once, whatever the number of clients: more wait in their sockets, not in the heap.
        put(settings, "queued.max.request.bytes", 96 * MIB);
    }

    private static void once(Properties settings) {
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            put(settings, topic + ".replication.factor", 1);
            put(settings, topic + ".num.partitions", 4);
        }
        put(settings, "transaction.state.log.min.isr", 1);
        put(settings, "share.coordinator.state.topic.min.isr", 1);
        put(settings, "default.replication.factor", 1);
        put(settings, "min.insync.replicas", 1);
        // A mistyped topic is an error, not a new topic.
        settings.put("auto.create.topics.enable", "false");
    }

    private static void promptness(Properties settings) {
        put(settings, "group.initial.rebalance.delay.ms", 0);
        // A worker that was killed is noticed after its own session timeout, which may be short here.
        put(settings, "group.min.session.timeout.ms", 1_000);
        put(settings, "group.consumer.min.session.timeout.ms", 1_000);
        put(settings, "group.consumer.min.heartbeat.interval.ms", 500);
        put(settings, "group.streams.min.session.timeout.ms", 1_000);
        put(settings, "group.streams.min.heartbeat.interval.ms", 500);
        // Its open transaction holds readers back until it is aborted: look for such every second, not every ten.
        put(settings, "transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
    }

    private static void size(Properties settings) {
        put(settings, "num.network.threads", 2);
        put(settings, "num.io.threads", 4);
        put(settings, "background.threads", 2);
        put(settings, "log.cleaner.dedupe.buffer.size", 8 * MIB);
        put(settings, "log.segment.bytes", 256 * MIB);
        put(settings, "log.index.size.max.bytes", MIB);
        // By age alone: a limit on size would drop rollouts that a slow reader has not seen yet.
        put(settings, "log.retention.hours", 72);
    }

    private static void put(Properties settings, String name, int value) {
        settings.put(name, String.valueOf(value));
    }
}
