package dev.assay.service.kafka;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the contract. */
public final class Topics {
    /** {@code assay.v1.Rollout}, keyed by group. */
    public static final String ROLLOUTS = "assay.rollouts";

    /** {@code assay.v1.RolloutComponents}, with key and partition of the rollout. */
    public static final String COMPONENTS = "assay.components";

    /** {@code assay.v1.Reward}, keyed by group. */
    public static final String REWARDS = "assay.rewards";

    /** {@code assay.v1.PolicyUpdate}, keyed by run; compacted. */
    public static final String POLICY_UPDATES = "assay.policy-updates";

    /** Records that could not be read or scored, as they came, with the reason in their headers. */
    public static final String DEAD_LETTERS = "assay.dead-letters";

    /** How many partitions a topic is made with. */
    public static final int PARTITIONS = 12;

    private static final List<String> CO_PARTITIONED = List.of(ROLLOUTS, COMPONENTS, REWARDS);

    private Topics() {}

    /**
     * Makes the topics that are not there, and leaves those alone that are.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where topics that must match do not,
     *     {@link ErrorCode#UNAVAILABLE} where the broker does not answer in time
     */
    public static void ensure(String bootstrap, Duration timeout) {
        Admin admin = Admin.create(KafkaSettings.client(bootstrap));
        try {
            long millis = timeout.toMillis();
            Set<String> there = admin.listTopics().names().get(millis, TimeUnit.MILLISECONDS);
            List<NewTopic> missing = new ArrayList<>();
            for (String name : List.of(ROLLOUTS, COMPONENTS, REWARDS, POLICY_UPDATES, DEAD_LETTERS)) {
                if (!there.contains(name)) {
                    missing.add(topic(name));
                }
            }
            create(admin, missing, millis);
            check(admin.describeTopics(CO_PARTITIONED).allTopicNames().get(millis, TimeUnit.MILLISECONDS));
            awaitLeaders(admin, missing, millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssayException(ErrorCode.UNAVAILABLE, "interrupted while waiting for Kafka at " + bootstrap, e);
        } catch (ExecutionException e) {
            throw new AssayException(ErrorCode.UNAVAILABLE, "Kafka at " + bootstrap + " refused: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new AssayException(
                    ErrorCode.UNAVAILABLE, "Kafka at " + bootstrap + " did not answer within " + timeout, e);
        } finally {
            // Otherwise it waits for what the broker did not answer.
            admin.close(Duration.ZERO);
        }
    }

    private static NewTopic topic(String name) {
        String largest = String.valueOf(KafkaSettings.LARGEST_RECORD);
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                .configs(
                        name.equals(POLICY_UPDATES)
                                ? Map.of(
                                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                        largest,
                                        TopicConfig.CLEANUP_POLICY_CONFIG,
                                        TopicConfig.CLEANUP_POLICY_COMPACT)
                                : Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, largest));
    }

    private static void create(Admin admin, List<NewTopic> missing, long millis)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get(millis, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                // Another service makes the same topics when it starts at the same time.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /**
     * A broker announces the partitions of a new topic before it leads them. Of the requests that a producer then has
     * in flight a later one may be taken first, and the records of the earlier one are refused until they expire. So
     * nobody is told that the topics are there before each partition answers.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> created, long millis)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : created) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        admin.listOffsets(partitions).all().get(millis, TimeUnit.MILLISECONDS);
    }

    private static void check(Map<String, TopicDescription> topics) {
        List<String> found = new ArrayList<>();
        for (String name : CO_PARTITIONED) {
            TopicDescription description = topics.get(name);
            found.add(name + " has "
                    + (description == null ? 0 : description.partitions().size()));
        }
        if (found.stream()
                        .map(text -> text.substring(text.lastIndexOf(' ')))
                        .distinct()
                        .count()
                > 1) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION,
                    "these topics need the same number of partitions: " + String.join(", ", found));
        }
    }
}
