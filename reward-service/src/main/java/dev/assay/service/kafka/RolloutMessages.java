package dev.assay.service.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.codec.RolloutWire;
import dev.assay.codec.Wire;
import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.ErrorCode;
import dev.assay.rollout.Rollout;
import dev.assay.v1.RolloutComponents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of the records. */
final class RolloutMessages {
    private RolloutMessages() {}

    /**
     * The rollout of a record.
     *
     * @throws AssayException where it is none
     */
    static Rollout rollout(byte @Nullable [] value) {
        if (value == null) {
            throw new AssayException(ErrorCode.UNREADABLE, "the record has no value");
        }
        return RolloutWire.read(value);
    }

    static byte[] value(Rollout rollout, List<Component> components) {
        RolloutComponents.Builder message =
                RolloutComponents.newBuilder().setId(rollout.id()).setGroupId(rollout.groupId());
        for (Component component : components) {
            message.addComponents(Wire.message(component));
        }
        return message.build().toByteArray();
    }

    static RolloutComponents components(byte[] value) {
        try {
            return RolloutComponents.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("components that were written here cannot be read", e);
        }
    }
}
