package dev.assay.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.broker.BrokerOptions;
import dev.assay.broker.BrokerProcess;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final Duration GUARD = Duration.ofSeconds(60);

    @Test
    void topicsAreMadeOnceAndMustMatch() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary());
                Admin admin = Admin.create(KafkaSettings.client(broker.bootstrapServers()))) {
            Topics.ensure(broker.bootstrapServers(), GUARD);
            Topics.ensure(broker.bootstrapServers(), GUARD);
            admin.describeTopics(List.of(Topics.ROLLOUTS, Topics.DEAD_LETTERS, Topics.POLICY_UPDATES))
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(topic -> assertThat(topic.partitions()).hasSize(Topics.PARTITIONS));
            assertThat(config(admin, Topics.POLICY_UPDATES, TopicConfig.CLEANUP_POLICY_CONFIG))
                    .isEqualTo("compact");
            assertThat(config(admin, Topics.ROLLOUTS, TopicConfig.CLEANUP_POLICY_CONFIG))
                    .isEqualTo("delete");
            assertThat(config(admin, Topics.COMPONENTS, TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
                    .isEqualTo(String.valueOf(KafkaSettings.LARGEST_RECORD));
        }
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary());
                Admin admin = Admin.create(KafkaSettings.client(broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.COMPONENTS, 3, (short) 1)))
                    .all()
                    .get();
            assertThatThrownBy(() -> Topics.ensure(broker.bootstrapServers(), GUARD))
                    .isInstanceOfSatisfying(
                            AssayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                    .hasMessageContaining("assay.components has 3");
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerIsUnavailable() throws Exception {
        // It accepts connections and never says a word.
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + mute.getLocalPort();
            assertThatThrownBy(() -> Topics.ensure(address, Duration.ofMillis(500)))
                    .isInstanceOfSatisfying(
                            AssayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageContaining(address);
        }
    }

    private static String config(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(List.of(resource)).all().get();
        return configs.values().iterator().next().get(name).value();
    }
}
