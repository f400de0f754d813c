package dev.assay.gateway.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.codec.RolloutWire;
import dev.assay.codec.Wire;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import dev.assay.recipe.Recipes;
import dev.assay.reward.Component;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import dev.assay.service.kafka.Topics;
import dev.assay.v1.RolloutComponents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The join's topology with a clock that the test moves. */
final class JoinDriver implements AutoCloseable {
    static final Recipe TWO = RecipeReader.read("two.yaml", """
            name: two
            tasks:
              math: {components: {accuracy: 1, format: 0.5}}
              general: {components: {helpful: {weight: 1, when: {set: helpful}}, safety: {weight: 1, when: {set: safety}}}}
            """);
    static final Recipe CENTERED = RecipeReader.read(
            "centered.yaml", "{name: centered, tasks: {math: {components: {accuracy: {shape: center}}}}}");
    static final Recipes RECIPES = Recipes.shipped().with(TWO).with(CENTERED);
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final JoinCounters counters = new JoinCounters();
    final TopologyTestDriver driver;
    final TestInputTopic<byte[], byte[]> rollouts;
    final TestInputTopic<byte[], byte[]> components;
    final TestOutputTopic<byte[], byte[]> rewards;
    final TestOutputTopic<byte[], byte[]> deadLetters;

    JoinDriver() {
        this(options(), START);
    }

    JoinDriver(JoinOptions options, Instant start) {
        Properties properties = new Properties();
        properties.put("application.id", "join-test");
        properties.put("bootstrap.servers", "nowhere:1");
        driver = new TopologyTestDriver(JoinTopology.of(options, counters), properties, start);
        ByteArraySerializer out = new ByteArraySerializer();
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        rollouts = driver.createInputTopic(Topics.ROLLOUTS, out, out);
        components = driver.createInputTopic(Topics.COMPONENTS, out, out);
        rewards = driver.createOutputTopic(Topics.REWARDS, in, in);
        deadLetters = driver.createOutputTopic(Topics.DEAD_LETTERS, in, in);
    }

    static JoinOptions options() {
        return JoinOptions.of(RECIPES, TWO).withCatchUp(Duration.ZERO);
    }

    static Rollout.Builder math(String id) {
        return Rollout.builder(id, "math", "<answer>1</answer>");
    }

    static Component component(String name, double value) {
        return new Component(name, Outcome.scored(value, ReasonCode.EQUAL_EXACT, "1 = 1"), "test/1", 7);
    }

    void send(Rollout rollout) {
        send(rollout, new RecordHeaders());
    }

    void send(Rollout rollout, Headers headers) {
        byte[] value = RolloutWire.message(rollout).toByteArray();
        rollouts.pipeInput(new TestRecord<>(rollout.groupId().getBytes(UTF_8), value, headers, Instant.now()));
    }

    void judge(String group, String id, Component... all) {
        RolloutComponents.Builder message =
                RolloutComponents.newBuilder().setId(id).setGroupId(group);
        for (Component each : all) {
            message.addComponents(Wire.message(each));
        }
        components.pipeInput(group.getBytes(UTF_8), message.build().toByteArray());
    }

    /** Lets the clock go on, tick by tick, as it does in a process. */
    void pass(Duration duration) {
        for (long ms = 0; ms < duration.toMillis(); ms += 1_000) {
            driver.advanceWallClockTime(Duration.ofMillis(Math.min(1_000, duration.toMillis() - ms)));
        }
    }

    List<Reward> rewards() {
        return rewards.readValuesToList().stream().map(JoinDriver::reward).toList();
    }

    static Reward reward(byte[] bytes) {
        try {
            return Wire.reward(dev.assay.v1.Reward.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything that the store holds, as a restart finds it. */
    Map<org.apache.kafka.common.utils.Bytes, byte[]> state() {
        Map<org.apache.kafka.common.utils.Bytes, byte[]> state = new java.util.TreeMap<>();
        try (var entries = store().all()) {
            entries.forEachRemaining(entry -> state.put(entry.key, entry.value));
        }
        return state;
    }

    KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]> store() {
        return driver.getKeyValueStore(JoinStore.NAME);
    }

    @Override
    public void close() {
        driver.close();
    }
}
