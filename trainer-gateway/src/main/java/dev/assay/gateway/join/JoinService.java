package dev.assay.gateway.join;

import dev.assay.reward.AssayException;
import dev.assay.service.kafka.Topics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The running join. A thread that fails is replaced, ever more slowly, until it works again. */
public final class JoinService implements AutoCloseable {
    private static final Logger LOG = System.getLogger(JoinService.class.getName());
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final Duration TOPICS = Duration.ofSeconds(15);
    private static final int FIRST_BACKOFF_MS = 250;

    private final JoinCounters counters = new JoinCounters();
    private final JoinOptions options;
    private final JoinConnection connection;
    private final AtomicInteger failures = new AtomicInteger();
    private final Thread starter;
    private volatile Optional<KafkaStreams> streams = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean hasRun;

    /** Begins to start the join, and keeps trying while Kafka is not there; {@link #isReady} tells when it joins. */
    public JoinService(JoinOptions options, JoinConnection connection) {
        this.options = options;
        this.connection = connection;
        this.starter = Thread.ofPlatform().daemon().name("assay-join-start").start(this::start);
    }

    private void start() {
        try {
            while (!topicsAreThere()) {
                Thread.sleep(backoff());
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the join was closed before it had started");
            return;
        }
        try {
            startStreams();
        } catch (RuntimeException e) {
            // Settings that Kafka refuses: no later attempt would end otherwise.
            LOG.log(Level.ERROR, "the join cannot start", e);
            trouble = Optional.of(e.toString());
        }
    }

    private void startStreams() {
        Properties properties = new Properties();
        properties.putAll(connection.properties());
        KafkaStreams started = new KafkaStreams(
                JoinTopology.of(options, counters), properties, new StableClients(connection.instance()));
        started.setUncaughtExceptionHandler(this::replace);
        started.setStateListener((now, _) -> {
            if (now == KafkaStreams.State.RUNNING) {
                hasRun = true;
                failures.set(0);
                trouble = Optional.empty();
            }
        });
        streams = Optional.of(started);
        started.start();
    }

    private boolean topicsAreThere() {
        try {
            Topics.ensure(connection.bootstrap(), TOPICS);
            return true;
        } catch (AssayException | KafkaException e) {
            // A host name that cannot be resolved is a KafkaException, and may be resolved later.
            LOG.log(Level.WARNING, "the join cannot start yet: {0}", e.getMessage());
            trouble = Optional.of(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** What the join has done. */
    public JoinCounters counters() {
        return counters;
    }

    /** Whether it joins, or has joined and only shares its partitions out anew. */
    public boolean isReady() {
        return hasRun
                && trouble.isEmpty()
                && streams.map(KafkaStreams::state)
                        .filter(KafkaStreams.State::isRunningOrRebalancing)
                        .isPresent();
    }

    /** What it is doing, in one word, as Kafka Streams calls it; STARTING before Kafka has answered. */
    public String state() {
        return streams.map(KafkaStreams::state).map(Enum::name).orElse("STARTING");
    }

    /** Why it does not join at the moment. */
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        starter.interrupt();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (streams.filter(running -> !running.close(CLOSE_LIMIT)).isPresent()) {
            LOG.log(Level.WARNING, "the join did not stop within {0}", CLOSE_LIMIT);
        }
    }

    private StreamThreadExceptionResponse replace(Throwable failure) {
        LOG.log(Level.ERROR, "a thread of the join failed and is replaced", failure);
        trouble = Optional.of(failure.toString());
        try {
            // On the failing thread itself, which has nothing else left to do.
            Thread.sleep(backoff());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
    }

    private Duration backoff() {
        int doublings = Math.min(failures.getAndIncrement(), 10);
        return Duration.ofMillis(Math.min((long) FIRST_BACKOFF_MS << doublings, LONGEST_BACKOFF.toMillis()));
    }
}
