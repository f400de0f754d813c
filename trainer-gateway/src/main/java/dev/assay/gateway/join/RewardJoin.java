package dev.assay.gateway.join;

import dev.assay.codec.Wire;
import dev.assay.gateway.join.Arrival.OfARollout;
import dev.assay.gateway.join.Arrival.OfComponents;
import dev.assay.gateway.join.JoinKey.OfMember;
import dev.assay.gateway.join.JoinKey.OfOpenRound;
import dev.assay.gateway.join.JoinKey.OfRecipe;
import dev.assay.gateway.join.JoinKey.OfRollout;
import dev.assay.gateway.join.JoinKey.OfRound;
import dev.assay.gateway.join.state.Known;
import dev.assay.gateway.join.state.RolloutState;
import dev.assay.gateway.join.state.RoundState;
import dev.assay.recipe.Combiner;
import dev.assay.recipe.ComponentRule;
import dev.assay.recipe.Judged;
import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.Reward;
import dev.assay.rollout.Metadata;
import dev.assay.service.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Joins the rollouts and components of one partition. A rollout is in one round of its group from the moment that it is
 * seen; the round is closed when it is full and complete, or at its deadline. A rollout that comes after its group was
 * closed, or beyond the group's size, begins a round of its own, so that it is not lost. The deadline counts from when
 * the join first sees the round and not from the record's time, or whatever waited while the join was down would be
 * over before it is read.
 */
final class RewardJoin implements Processor<byte[], byte[], byte[], Outgoing> {
    static final Duration TICK = Duration.ofMillis(200);
    private static final int MOST_PER_TICK = 2_000;
    private static final int TRACE_LIMIT = 128;
    private static final String TRACE = "traceparent";

    private final JoinOptions options;
    private final JoinCounters counters;
    private final Wakeups wakeups = new Wakeups();
    private long open;

    // Set by init, which comes before everything else.
    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<byte[], Outgoing> context;

    @SuppressWarnings("NullAway.Init")
    private JoinStore store;

    @SuppressWarnings("NullAway.Init")
    private CatchUp catchUp;

    RewardJoin(JoinOptions options, JoinCounters counters) {
        this.options = options;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> processorContext) {
        context = processorContext;
        store = new JoinStore(processorContext.getStateStore(JoinStore.NAME));
        catchUp = new CatchUp(processorContext.currentSystemTimeMs(), options.catchUp());
        store.restore(new JoinStore.Visitor() {
            @Override
            public void rollout(OfRollout key, RolloutState state) {
                if (state.getForgetAtMs() > 0) {
                    wakeups.add(state.getForgetAtMs(), key);
                }
            }

            @Override
            public void round(OfRound key, RoundState round) {
                opened(1);
                wakeups.add(round.getDeadlineMs(), key);
            }
        });
        processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void close() {
        opened(-open);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        catchUp.read(record.timestamp());
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record that comes from no topic"));
        Arrival arrival;
        try {
            arrival = origin.topic().equals(Topics.ROLLOUTS)
                    ? Arrival.rollout(record.value(), options)
                    : Arrival.components(record.value());
        } catch (AssayException e) {
            refuse(record, origin, e);
            return;
        }
        switch (arrival) {
            case OfARollout rollout -> rollout(rollout, record.headers());
            case OfComponents components -> components(components);
        }
    }

    private void rollout(OfARollout arrival, Headers headers) {
        OfRollout key = arrival.key();
        RolloutState early = store.rollout(key).orElse(RolloutState.getDefaultInstance());
        if (early.getRewarded() || early.hasKnown()) {
            counters.duplicates.increment();
            return;
        }
        store.keep(arrival.recipe());
        OfRound roundKey = (arrival.groupSize() == 1 ? Optional.<OfRound>empty() : store.openRound(key.group()))
                .orElse(new OfRound(key.group(), key.id()));
        RoundState round = store.round(roundKey).orElseGet(() -> begin(roundKey, arrival));
        Known known = arrival.known().toBuilder()
                .setRound(roundKey.round())
                .setTraceparent(trace(headers))
                .build();
        boolean complete = isComplete(known, early.getComponentsList());
        store.put(
                key,
                RolloutState.newBuilder()
                        .addAllComponents(early.getComponentsList())
                        .setKnown(known.toBuilder().setComplete(complete))
                        .build());
        store.member(roundKey, round.getKnown(), key.id());
        RoundState joined = round.toBuilder()
                .setKnown(round.getKnown() + 1)
                .setComplete(round.getComplete() + (complete ? 1 : 0))
                .build();
        if (joined.getSize() > 1) {
            if (joined.getKnown() == 1) {
                store.openRound(roundKey);
            } else if (joined.getKnown() == joined.getSize()) {
                store.noOpenRound(key.group());
            }
        }
        progress(roundKey, joined);
    }

    private RoundState begin(OfRound key, OfARollout arrival) {
        long wait = Math.min(
                arrival.deadlineMs().orElse(options.groupDeadline().toMillis()),
                JoinOptions.LONGEST_DEADLINE.toMillis());
        RoundState round = RoundState.newBuilder()
                .setSize(arrival.groupSize())
                .setDeadlineMs(context.currentSystemTimeMs() + wait)
                .build();
        opened(1);
        wakeups.add(round.getDeadlineMs(), key);
        return round;
    }

    private void components(OfComponents arrival) {
        OfRollout key = arrival.key();
        Optional<RolloutState> before = store.rollout(key);
        RolloutState state = before.orElse(RolloutState.getDefaultInstance());
        if (state.getRewarded()) {
            counters.duplicates.add(arrival.components().size());
            return;
        }
        Map<String, dev.assay.v1.Component> byName = new LinkedHashMap<>();
        state.getComponentsList().forEach(component -> byName.put(component.getName(), component));
        int had = byName.size();
        // The first of a name stands.
        arrival.components().forEach(component -> byName.putIfAbsent(component.getName(), component));
        counters.duplicates.add(had + arrival.components().size() - byName.size());
        if (byName.size() == had) {
            return;
        }
        RolloutState.Builder after = RolloutState.newBuilder().addAllComponents(byName.values());
        if (!state.hasKnown()) {
            long forget = before.isPresent() ? state.getForgetAtMs() : remembered(key);
            store.put(key, after.setForgetAtMs(forget).build());
            return;
        }
        Known known = state.getKnown();
        boolean completed = !known.getComplete() && isComplete(known, after.getComponentsList());
        store.put(
                key,
                after.setKnown(known.toBuilder().setComplete(known.getComplete() || completed))
                        .build());
        if (completed) {
            OfRound roundKey = new OfRound(key.group(), known.getRound());
            RoundState round = store.round(roundKey)
                    .orElseThrow(() -> new IllegalStateException(key + " waits in a round that is gone"));
            progress(
                    roundKey,
                    round.toBuilder().setComplete(round.getComplete() + 1).build());
        }
    }

    private void progress(OfRound key, RoundState round) {
        if (round.getComplete() == round.getSize()) {
            close(key, round, false);
        } else {
            store.put(key, round);
        }
    }

    private void close(OfRound key, RoundState round, boolean incomplete) {
        Map<String, List<Judged>> byRecipe = new LinkedHashMap<>();
        Map<String, String> traces = new LinkedHashMap<>();
        for (OfRollout member : store.remove(key, round)) {
            RolloutState state = store.rollout(member)
                    .orElseThrow(() -> new IllegalStateException(member + " is in a round and not in the store"));
            Known known = state.getKnown();
            byRecipe.computeIfAbsent(known.getRecipe(), _ -> new ArrayList<>()).add(judged(member, state));
            traces.put(member.id(), known.getTraceparent());
            store.put(
                    member,
                    RolloutState.newBuilder()
                            .setRewarded(true)
                            .setForgetAtMs(remembered(member))
                            .build());
        }
        byRecipe.forEach((label, group) -> {
            // Sums of doubles depend on their order, and rewards must not depend on the order of arrival.
            group.sort(Comparator.comparing(Judged::id));
            for (Reward reward : Combiner.combine(store.recipe(label), group, incomplete)) {
                emit(reward, traces.getOrDefault(reward.id(), ""));
            }
        });
        opened(-1);
        (incomplete ? counters.incomplete : counters.complete).increment();
    }

    private void emit(Reward reward, String trace) {
        Headers headers = new RecordHeaders();
        if (!trace.isEmpty()) {
            headers.add(TRACE, trace.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] key = reward.groupId().getBytes(StandardCharsets.UTF_8);
        byte[] value = Wire.message(reward).toByteArray();
        context.forward(
                new Record<>(key, outgoing(Optional.of(value)), context.currentSystemTimeMs(), headers),
                JoinTopology.REWARDS);
        counters.rewards.increment();
    }

    private void refuse(Record<byte[], byte[]> record, RecordMetadata origin, AssayException error) {
        long now = context.currentSystemTimeMs();
        Headers headers = new RecordHeaders(record.headers());
        DeadLetter.of(error, origin.topic(), origin.partition(), origin.offset(), now)
                .write(headers);
        Optional<byte[]> value =
                Optional.ofNullable(record.value()).filter(bytes -> bytes.length <= Wire.LARGEST_MESSAGE);
        context.forward(new Record<>(record.key(), outgoing(value), now, headers), JoinTopology.DEAD_LETTERS);
        counters.deadLetters.increment();
    }

    private void tick(long nowMs) {
        if (!catchUp.isOver(nowMs)) {
            return;
        }
        for (int i = 0; i < MOST_PER_TICK; i++) {
            Optional<JoinKey> due = wakeups.due(nowMs);
            if (due.isEmpty()) {
                return;
            }
            switch (due.get()) {
                case OfRound key ->
                    store.round(key)
                            .filter(round -> round.getDeadlineMs() <= nowMs)
                            .ifPresent(round -> close(key, round, true));
                case OfRollout key -> forget(key, nowMs);
                case OfMember _, OfOpenRound _, OfRecipe _ -> {}
            }
        }
    }

    private void forget(OfRollout key, long nowMs) {
        Optional<RolloutState> state = store.rollout(key)
                // A rollout that came for its components, or that was rewarded later, has a later time or none.
                .filter(found -> found.getForgetAtMs() > 0 && found.getForgetAtMs() <= nowMs);
        if (state.isPresent()) {
            store.forget(key);
            if (!state.get().getRewarded()) {
                counters.orphans.increment();
            }
        }
    }

    private long remembered(OfRollout key) {
        long at = context.currentSystemTimeMs() + options.remember().toMillis();
        wakeups.add(at, key);
        return at;
    }

    private boolean isComplete(Known known, List<dev.assay.v1.Component> components) {
        List<ComponentRule> expected =
                store.recipe(known.getRecipe()).rule(known.getTask()).expected(new Metadata(known.getMetadataMap()));
        return expected.stream()
                .allMatch(rule -> components.stream()
                        .anyMatch(component -> component.getName().equals(rule.component())));
    }

    private static Judged judged(OfRollout key, RolloutState state) {
        Map<String, Component> components = new LinkedHashMap<>();
        for (dev.assay.v1.Component component : state.getComponentsList()) {
            components.put(component.getName(), Wire.component(component));
        }
        Known known = state.getKnown();
        return new Judged(
                key.id(),
                key.group(),
                known.getTask(),
                known.getTruncated(),
                new Metadata(known.getMetadataMap()),
                components);
    }

    private static String trace(Headers headers) {
        return DeadLetter.text(headers, TRACE)
                .filter(text -> text.length() <= TRACE_LIMIT)
                .orElse("");
    }

    private Outgoing outgoing(Optional<byte[]> bytes) {
        return new Outgoing(context.taskId().partition(), bytes);
    }

    private void opened(long change) {
        open += change;
        counters.open.addAndGet(change);
    }
}
