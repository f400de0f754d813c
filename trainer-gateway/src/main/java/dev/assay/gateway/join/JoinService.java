package dev.assay.gateway.join;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The running join. A thread that fails is replaced, ever more slowly, until it works again. */
public final class JoinService implements AutoCloseable {
    private static final Logger LOG = System.getLogger(JoinService.class.getName());
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final int FIRST_BACKOFF_MS = 250;

    private final JoinCounters counters = new JoinCounters();
    private final KafkaStreams streams;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Optional<String> trouble = Optional.empty();

    /**
     * Builds the join and begins to start it; {@link #isReady} tells when it joins.
     *
     * @throws AssayException {@link ErrorCode#UNAVAILABLE} where Kafka or a topic cannot be reached,
     *     {@link ErrorCode#CONFIGURATION} where rollouts and components differ in their number of partitions
     */
    public JoinService(JoinOptions options, JoinConnection connection) {
        Map<String, Object> properties = connection.properties();
        checkTopics(connection);
        Properties all = new Properties();
        all.putAll(properties);
        streams = new KafkaStreams(JoinTopology.of(options, counters), all, new StableClients(connection.instance()));
        streams.setUncaughtExceptionHandler(this::replace);
        streams.setStateListener((now, _) -> {
            if (now == KafkaStreams.State.RUNNING) {
                failures.set(0);
                trouble = Optional.empty();
            }
        });
        streams.start();
    }

    /** What the join has done. */
    public JoinCounters counters() {
        return counters;
    }

    /** Whether all its threads join. */
    public boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** What it is doing, in one word, as Kafka Streams calls it. */
    public String state() {
        return streams.state().name();
    }

    /** Why it does not join at the moment. */
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        if (!streams.close(CLOSE_LIMIT)) {
            LOG.log(Level.WARNING, "the join did not stop within {0}", CLOSE_LIMIT);
        }
    }

    private StreamThreadExceptionResponse replace(Throwable failure) {
        LOG.log(Level.ERROR, "a thread of the join failed and is replaced", failure);
        trouble = Optional.of(failure.toString());
        int doublings = Math.min(failures.getAndIncrement(), 10);
        try {
            // On the failing thread itself, which has nothing else left to do.
            Thread.sleep(Math.min((long) FIRST_BACKOFF_MS << doublings, LONGEST_BACKOFF.toMillis()));
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
    }

    private static void checkTopics(JoinConnection connection) {
        Map<String, Object> settings = new java.util.HashMap<>(connection.more());
        settings.put("bootstrap.servers", connection.bootstrap());
        try (Admin admin = Admin.create(settings)) {
            Map<String, TopicDescription> topics = admin.describeTopics(java.util.List.of(
                            JoinTopics.ROLLOUTS, JoinTopics.COMPONENTS, JoinTopics.REWARDS, JoinTopics.DEAD_LETTERS))
                    .allTopicNames()
                    .get(20, TimeUnit.SECONDS);
            int rollouts = partitions(topics, JoinTopics.ROLLOUTS);
            int components = partitions(topics, JoinTopics.COMPONENTS);
            if (rollouts != components) {
                throw new AssayException(
                        ErrorCode.CONFIGURATION,
                        "topic " + JoinTopics.ROLLOUTS + " has " + rollouts + " partitions and " + JoinTopics.COMPONENTS
                                + " has " + components + "; they must have the same number");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssayException(ErrorCode.UNAVAILABLE, "interrupted while asking Kafka for its topics", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException missing) {
                throw new AssayException(
                        ErrorCode.UNAVAILABLE, "a topic is missing at " + connection.bootstrap() + ": " + missing, e);
            }
            throw unreachable(connection, e);
        } catch (TimeoutException e) {
            throw unreachable(connection, e);
        }
    }

    private static int partitions(Map<String, TopicDescription> topics, String topic) {
        TopicDescription description = topics.get(topic);
        if (description == null) {
            throw new AssayException(ErrorCode.UNAVAILABLE, "topic " + topic + " is missing");
        }
        return description.partitions().size();
    }

    private static AssayException unreachable(JoinConnection connection, Exception e) {
        return new AssayException(
                ErrorCode.UNAVAILABLE, "Kafka at " + connection.bootstrap() + " does not answer: " + e.getMessage(), e);
    }
}
