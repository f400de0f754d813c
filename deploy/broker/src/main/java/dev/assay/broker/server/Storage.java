package dev.assay.broker.server;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Kafka's storage on disk. */
final class Storage {
    private Storage() {}

    /** Writes Kafka's metadata into {@code folder} when it has none yet, and leaves it as it is otherwise. */
    static void formatIfNew(Path folder, KafkaConfig config) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(folder);
        new Formatter()
                .setPrintStream(System.err)
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(config.nodeId())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setIgnoreFormatted(true)
                .run();
    }
}
