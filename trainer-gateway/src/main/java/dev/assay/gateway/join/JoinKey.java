package dev.assay.gateway.join;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.utils.Bytes;

/** The keys of the join's one store, so that no entry grows with its group. */
sealed interface JoinKey {
    /** A {@link dev.assay.gateway.join.state.RolloutState}. */
    record OfRollout(String group, String id) implements JoinKey {}

    /** A {@link dev.assay.gateway.join.state.RoundState}; a round is named after its first rollout. */
    record OfRound(String group, String round) implements JoinKey {}

    /** The id of a rollout of a round, by its place from 1; the first is the round's name. */
    record OfMember(String group, String round, int place) implements JoinKey {}

    /** The name of the round of the group that still lacks rollouts. */
    record OfOpenRound(String group) implements JoinKey {}

    /** The YAML of a recipe that open rounds use, so that a changed file does not change them. */
    record OfRecipe(String label) implements JoinKey {}

    /** The key as bytes; keys of a kind lie together. */
    default Bytes bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (this) {
                case OfRollout(String group, String id) -> write(out, 'r', group, id, 0);
                case OfRound(String group, String round) -> write(out, 'g', group, round, 0);
                case OfMember(String group, String round, int place) -> write(out, 'm', group, round, place);
                case OfOpenRound(String group) -> write(out, 'o', group, "", 0);
                case OfRecipe(String label) -> write(out, 'y', label, "", 0);
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, char kind, String first, String second, int place)
            throws IOException {
        out.writeByte(kind);
        out.writeUTF(first);
        if (!second.isEmpty()) {
            out.writeUTF(second);
        }
        if (place > 0) {
            out.writeInt(place);
        }
    }

    static JoinKey read(Bytes key) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(key.get()))) {
            char kind = (char) in.readByte();
            String first = in.readUTF();
            return switch (kind) {
                case 'r' -> new OfRollout(first, in.readUTF());
                case 'g' -> new OfRound(first, in.readUTF());
                case 'm' -> new OfMember(first, in.readUTF(), in.readInt());
                case 'o' -> new OfOpenRound(first);
                case 'y' -> new OfRecipe(first);
                default -> throw new IllegalStateException("the join's store has a key of the unknown kind " + kind);
            };
        } catch (IOException e) {
            throw new IllegalStateException("the join's store has a key that cannot be read", e);
        }
    }
}
