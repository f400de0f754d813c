package dev.assay.service.kafka;

import dev.assay.recipe.Recipe;
import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.Deadline;
import dev.assay.rollout.Rollout;
import dev.assay.service.logging.RolloutLog;
import dev.assay.service.metrics.WorkerMetrics;
import dev.assay.service.scoring.Scoring;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** One life of a worker: a consumer and a producer, from their start to the first failure or the stop. */
final class WorkerRun {
    private static final Logger LOG = System.getLogger(WorkerRun.class.getName());
    private static final Duration POLL = Duration.ofMillis(100);
    /** While paused nothing arrives that would end a poll early, but there may soon be room. */
    private static final Duration POLL_PAUSED = Duration.ofMillis(5);

    private static final Duration CLOSE = Duration.ofSeconds(5);
    /** How long a rebalance waits for rollouts of the partitions that go, so that fewer are judged twice. */
    private static final Duration HANDOVER = Duration.ofSeconds(2);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Scoring scoring;
    private final Recipe otherwise;
    private final WorkerOptions options;
    private final WorkerMetrics metrics;
    private final RolloutTraces traces;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ComponentSender sender;
    private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();
    private final AtomicInteger records = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean acknowledgedAny;
    private volatile Stop stop = Stop.NOT;
    private long secondBegan = System.nanoTime();

    /** How a run ends. */
    private enum Stop {
        NOT,
        DRAIN,
        AT_ONCE
    }

    WorkerRun(Scoring scoring, Recipe otherwise, WorkerOptions options, WorkerMetrics metrics, RolloutTraces traces) {
        this.scoring = scoring;
        this.otherwise = otherwise;
        this.options = options;
        this.metrics = metrics;
        this.traces = traces;
        Map<String, Object> settings = KafkaSettings.consumer(options.bootstrap(), options.group());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, options.pollLimit());
        this.consumer = new KafkaConsumer<>(settings);
        this.producer = new KafkaProducer<>(KafkaSettings.producer(options.bootstrap()));
        this.sender = new ComponentSender(producer, this::acknowledged, this::fail);
    }

    /** Whether components were acknowledged, so that the run did what it is for. */
    boolean wasUseful() {
        return acknowledgedAny;
    }

    /** Ends the run from another thread, after what is under way or at once and with nothing committed. */
    void stop(boolean drain) {
        stop = drain ? Stop.DRAIN : Stop.AT_ONCE;
        consumer.wakeup();
    }

    /**
     * Runs until stopped.
     *
     * @param reads is told when the group has given the worker its partitions
     * @throws RuntimeException whatever failed
     */
    void run(Runnable reads) {
        try {
            consumer.subscribe(List.of(Topics.ROLLOUTS), new Rebalancing(reads));
            while (stop == Stop.NOT) {
                throwFailure();
                poll(limit() ? POLL_PAUSED : POLL);
                metrics.underWay(records.get(), bytes.get());
                eachSecond();
            }
            if (stop == Stop.DRAIN) {
                drain();
            }
        } finally {
            close();
        }
    }

    private void throwFailure() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new KafkaException("components could not be sent: " + failed, failed);
        }
    }

    /** Pauses or resumes reading; whether it is paused. */
    private boolean limit() {
        boolean full =
                records.get() + options.pollLimit() > options.recordLimit() || bytes.get() >= options.byteLimit();
        if (full) {
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
        return full;
    }

    private void poll(Duration timeout) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
                take(record);
            }
        } catch (WakeupException e) {
            LOG.log(Level.DEBUG, "woken up to stop");
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        int size = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Taken taken = partitions
                .computeIfAbsent(partition, _ -> new PartitionProgress())
                .take(record.offset(), size);
        records.incrementAndGet();
        bytes.addAndGet(size);
        scoring.executor().execute(() -> judge(record, taken));
    }

    private void judge(ConsumerRecord<byte[], byte[]> record, Taken taken) {
        try {
            Rollout rollout;
            try {
                rollout = RolloutMessages.rollout(record.value());
            } catch (AssayException e) {
                metrics.unreadable();
                skip(record.partition(), taken, "", "", e);
                return;
            }
            Deadline deadline = Deadline.after(
                    rollout.deadlineMs().isPresent()
                            ? Duration.ofMillis(rollout.deadlineMs().getAsLong())
                            : options.deadline());
            // The rollout's bytes need not outlive its parsing, so only the rest is kept for the answer.
            byte[] key = record.key();
            int partition = record.partition();
            Span span = traces.start(rollout, record.headers());
            try (Scope _ = span.makeCurrent()) {
                scoring.judge(
                        rollout,
                        otherwise,
                        deadline,
                        false,
                        components -> judged(key, partition, taken, rollout, span, components));
            } catch (AssayException e) {
                span.end();
                metrics.refused();
                skip(record.partition(), taken, rollout.id(), rollout.groupId(), e);
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** The join reads the same record and writes the dead letter; here it is only passed over. */
    private void skip(int partition, Taken taken, String rollout, String group, AssayException why) {
        RolloutLog.unreadable(
                rollout,
                group,
                Topics.ROLLOUTS + "-" + partition + "@" + taken.offset() + " is passed over: " + why.code() + ": "
                        + why.getMessage());
        finish(taken);
    }

    private void judged(
            byte @Nullable [] key, int partition, Taken taken, Rollout rollout, Span span, List<Component> components) {
        try {
            RolloutLog.trouble(rollout.id(), rollout.groupId(), components);
            if (components.isEmpty()) {
                metrics.silent();
                finish(taken);
            } else {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        Topics.COMPONENTS, partition, key, RolloutMessages.value(rollout, components));
                traces.carry(span, record.headers());
                sender.send(record, taken);
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            span.end();
        }
    }

    private void acknowledged(Taken taken) {
        acknowledgedAny = true;
        metrics.judged();
        finish(taken);
    }

    private void finish(Taken taken) {
        taken.finish();
        records.decrementAndGet();
        bytes.addAndGet(-taken.size());
    }

    private void fail(Throwable trouble) {
        failure.compareAndSet(null, trouble);
    }

    private void eachSecond() {
        long now = System.nanoTime();
        if (now - secondBegan < SECOND) {
            return;
        }
        secondBegan = now;
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            lag += consumer.currentLag(partition).orElse(0);
        }
        metrics.lag(lag);
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(partitions.keySet());
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (_, trouble) -> {
                if (trouble == null) {
                    committed(offsets);
                } else {
                    LOG.log(Level.DEBUG, "offsets were not committed; they are again in a second", trouble);
                }
            });
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> of) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : of) {
            PartitionProgress progress = partitions.get(partition);
            OptionalLong offset = progress == null ? OptionalLong.empty() : progress.committable();
            if (offset.isPresent()) {
                offsets.put(partition, new OffsetAndMetadata(offset.getAsLong()));
            }
        }
        return offsets;
    }

    private void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            PartitionProgress progress = partitions.get(partition);
            if (progress != null) {
                progress.committed(offset.offset());
            }
        });
    }

    /** Goes on without reading until nothing is under way or the time is over, and commits. */
    private void drain() {
        Deadline end = Deadline.after(options.drain());
        do {
            // At least once: the wake-up that brought us here must not hit the commit.
            consumer.pause(consumer.assignment());
            poll(POLL_PAUSED);
        } while (records.get() > 0 && !end.expired() && failure.get() == null && stop == Stop.DRAIN);
        if (stop == Stop.DRAIN) {
            commit(partitions.keySet());
        }
    }

    private void commit(Collection<TopicPartition> of) {
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(of);
        if (!offsets.isEmpty()) {
            try {
                consumer.commitSync(offsets, CLOSE);
                committed(offsets);
            } catch (KafkaException e) {
                LOG.log(Level.WARNING, "offsets were not committed; what they cover is judged again", e);
            }
        }
    }

    private void close() {
        sender.stop();
        producer.close(stop == Stop.DRAIN ? CLOSE : Duration.ZERO);
        consumer.close(CloseOptions.timeout(CLOSE));
        metrics.lag(0);
        metrics.underWay(0, 0);
    }

    private final class Rebalancing implements ConsumerRebalanceListener {
        private final Runnable reads;

        Rebalancing(Runnable reads) {
            this.reads = reads;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            LOG.log(Level.INFO, "{0} reads {1} more partitions", options.group(), assigned.size());
            reads.run();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            if (stop == Stop.NOT) {
                Deadline end = Deadline.after(HANDOVER);
                while (!revoked.stream().allMatch(this::isIdle) && !end.expired()) {
                    LockSupport.parkNanos(1_000_000);
                }
                commit(revoked);
            }
            revoked.forEach(partitions::remove);
        }

        private boolean isIdle(TopicPartition partition) {
            PartitionProgress progress = partitions.get(partition);
            return progress == null || progress.isIdle();
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            lost.forEach(partitions::remove);
        }
    }
}
