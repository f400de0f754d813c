package dev.assay.gateway.join;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.assay.gateway.join.JoinKey.OfMember;
import dev.assay.gateway.join.JoinKey.OfOpenRound;
import dev.assay.gateway.join.JoinKey.OfRecipe;
import dev.assay.gateway.join.JoinKey.OfRollout;
import dev.assay.gateway.join.JoinKey.OfRound;
import dev.assay.gateway.join.state.RolloutState;
import dev.assay.gateway.join.state.RoundState;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The join's state of one partition, typed. Every operation costs the same whatever the size of the group. */
final class JoinStore {
    static final String NAME = "rounds";

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<String, Recipe> recipes = new HashMap<>();

    JoinStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** What the queue of waking times is rebuilt from. */
    interface Visitor {
        void rollout(OfRollout key, RolloutState state);

        void round(OfRound key, RoundState state);
    }

    /** Reads everything once, after a start. */
    void restore(Visitor visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                switch (JoinKey.read(entry.key)) {
                    case OfRollout key -> visitor.rollout(key, parsed(RolloutState.parser(), entry.value));
                    case OfRound key -> visitor.round(key, parsed(RoundState.parser(), entry.value));
                    case OfRecipe(String label) ->
                        recipes.put(label, RecipeReader.read(label, new String(entry.value, StandardCharsets.UTF_8)));
                    case OfMember _, OfOpenRound _ -> {}
                }
            }
        }
    }

    Optional<RolloutState> rollout(OfRollout key) {
        return get(key).map(bytes -> parsed(RolloutState.parser(), bytes));
    }

    void put(OfRollout key, RolloutState state) {
        put(key, (MessageLite) state);
    }

    void forget(OfRollout key) {
        store.delete(key.bytes());
    }

    Optional<RoundState> round(OfRound key) {
        return get(key).map(bytes -> parsed(RoundState.parser(), bytes));
    }

    void put(OfRound key, RoundState state) {
        put(key, (MessageLite) state);
    }

    /** The round of the group that still lacks rollouts. */
    Optional<OfRound> openRound(String group) {
        return get(new OfOpenRound(group)).map(name -> new OfRound(group, text(name)));
    }

    void openRound(OfRound key) {
        store.put(new OfOpenRound(key.group()).bytes(), utf8(key.round()));
    }

    /** No round of the group lacks rollouts any more. */
    void noOpenRound(String group) {
        store.delete(new OfOpenRound(group).bytes());
    }

    /** Notes a rollout as the one at this place of a round, from 0. */
    void member(OfRound key, int place, String id) {
        if (place > 0) {
            store.put(new OfMember(key.group(), key.round(), place).bytes(), utf8(id));
        }
    }

    /** Removes a round with the list of its members, which is returned. */
    List<OfRollout> remove(OfRound key, RoundState round) {
        List<OfRollout> members = new ArrayList<>(round.getKnown());
        members.add(new OfRollout(key.group(), key.round()));
        for (int place = 1; place < round.getKnown(); place++) {
            byte[] id = store.delete(new OfMember(key.group(), key.round(), place).bytes());
            if (id == null) {
                throw new IllegalStateException("round " + key + " has lost its member " + place);
            }
            members.add(new OfRollout(key.group(), text(id)));
        }
        store.delete(key.bytes());
        if (openRound(key.group()).filter(key::equals).isPresent()) {
            noOpenRound(key.group());
        }
        return members;
    }

    /** Keeps a recipe for as long as the store lives. */
    void keep(Recipe recipe) {
        if (recipes.putIfAbsent(recipe.label(), recipe) == null) {
            store.put(new OfRecipe(recipe.label()).bytes(), utf8(recipe.yaml()));
        }
    }

    /** A recipe that was kept. */
    Recipe recipe(String label) {
        Recipe recipe = recipes.get(label);
        if (recipe == null) {
            throw new IllegalStateException("recipe " + label + " was not kept");
        }
        return recipe;
    }

    private Optional<byte[]> get(JoinKey key) {
        return Optional.ofNullable(store.get(key.bytes()));
    }

    private void put(JoinKey key, MessageLite state) {
        store.put(key.bytes(), state.toByteArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static <T> T parsed(Parser<T> parser, byte[] bytes) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the join's store has a value that cannot be read", e);
        }
    }
}
