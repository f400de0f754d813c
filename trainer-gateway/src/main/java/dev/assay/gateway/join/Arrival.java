package dev.assay.gateway.join;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.codec.RolloutWire;
import dev.assay.codec.Wire;
import dev.assay.gateway.join.JoinKey.OfRollout;
import dev.assay.gateway.join.state.Known;
import dev.assay.recipe.ComponentRule;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.TaskRule;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Evidence;
import dev.assay.rollout.Rollout;
import dev.assay.v1.Component;
import dev.assay.v1.RolloutComponents;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a record says, without the texts of the rollout. */
sealed interface Arrival {
    OfRollout key();

    /**
     * A rollout.
     *
     * @param recipe what it is scored with
     * @param known what combining needs, the round still open
     * @param deadlineMs how long it asks its group to wait
     */
    record OfARollout(OfRollout key, int groupSize, Recipe recipe, Known known, OptionalLong deadlineMs)
            implements Arrival {}

    /** Components of a rollout. */
    record OfComponents(OfRollout key, List<Component> components) implements Arrival {}

    /**
     * Reads a rollout. The whole message is read and checked, although a header would do: a rollout that the reward
     * services refuse must be refused here as well, or its group would wait for components that never come.
     *
     * @throws AssayException where it becomes a dead letter
     */
    static OfARollout rollout(byte @Nullable [] value, JoinOptions options) {
        Rollout rollout = read(value, RolloutWire::read);
        Recipe recipe = rollout.recipe().map(options.recipes()::named).orElse(options.recipe());
        TaskRule rule = recipe.rule(rollout.task());
        Known.Builder known = Known.newBuilder()
                .setTask(rollout.task())
                .setTruncated(rollout.truncated())
                .setRecipe(recipe.label());
        for (ComponentRule component : rule.components()) {
            // A member on which the condition does not hold is the same as no member, so it need not be kept.
            component
                    .when()
                    .filter(_ -> component.applies(rollout.metadata()))
                    .ifPresent(when -> known.putMetadata(
                            when.member(), rollout.metadata().members().getOrDefault(when.member(), "")));
        }
        return new OfARollout(
                new OfRollout(rollout.groupId(), rollout.id()),
                rollout.groupSize().orElse(1),
                recipe,
                known.build(),
                rollout.deadlineMs());
    }

    /**
     * Reads components.
     *
     * @throws AssayException where they become a dead letter
     */
    static OfComponents components(byte @Nullable [] value) {
        return read(value, bytes -> {
            RolloutComponents message;
            try {
                message = RolloutComponents.parseFrom(bytes);
            } catch (InvalidProtocolBufferException e) {
                throw new AssayException(
                        ErrorCode.UNREADABLE, "not an assay.v1.RolloutComponents: " + e.getMessage(), e);
            }
            if (message.getId().isEmpty()) {
                throw new AssayException(ErrorCode.INVALID_FIELD, "field 'id' is missing");
            }
            String group = message.getGroupId().isEmpty() ? message.getId() : message.getGroupId();
            message.getComponentsList().forEach(Wire::component);
            return new OfComponents(new OfRollout(group, message.getId()), message.getComponentsList());
        });
    }

    /** Reads bytes, in one kind of exception: a record must never end the thread that reads it. */
    private static <T> T read(byte @Nullable [] value, java.util.function.Function<byte[], T> reading) {
        if (value == null) {
            throw new AssayException(ErrorCode.UNREADABLE, "the record has no value");
        }
        if (value.length > Wire.LARGEST_MESSAGE) {
            throw new AssayException(
                    ErrorCode.TOO_LARGE, "the record has " + value.length + " bytes; allowed: " + Wire.LARGEST_MESSAGE);
        }
        try {
            return reading.apply(value);
        } catch (AssayException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new AssayException(ErrorCode.INTERNAL, Evidence.line("cannot be read: " + e), e);
        }
    }
}
