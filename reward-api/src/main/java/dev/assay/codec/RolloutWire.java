package dev.assay.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Evidence;
import dev.assay.rollout.Metadata;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import dev.assay.rollout.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rollouts as protobuf messages, and back. */
public final class RolloutWire {
    private RolloutWire() {}

    /**
     * A rollout from the bytes of its message.
     *
     * @throws AssayException {@link ErrorCode#UNREADABLE} or {@link ErrorCode#INVALID_FIELD}, naming the field
     */
    public static Rollout read(byte[] bytes) {
        try {
            return rollout(dev.assay.v1.Rollout.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new AssayException(
                    ErrorCode.UNREADABLE, Evidence.line("not an assay.v1.Rollout: " + e.getMessage()), e);
        }
    }

    /**
     * A rollout from its message.
     *
     * @throws AssayException {@link ErrorCode#INVALID_FIELD}, naming the field
     */
    public static Rollout rollout(dev.assay.v1.Rollout message) {
        String id = Fields.id("id", message.getId());
        String task = Fields.name("task", message.getTask());
        if (!message.hasCompletion()) {
            throw Fields.missing("completion");
        }
        Rollout.Builder rollout = Rollout.builder(id, task, text("completion", message.getCompletion()));
        if (message.hasGroupId()) {
            rollout.group(Fields.id("groupId", message.getGroupId()));
        }
        if (message.hasGroupSize()) {
            rollout.groupSize(Fields.groupSize(message.getGroupSize()));
        }
        if (message.hasPrompt()) {
            rollout.prompt(text("prompt", message.getPrompt()));
        }
        if (message.hasReference()) {
            rollout.reference(ReferenceWire.reference(message.getReference()));
        }
        if (message.hasLanguage()) {
            rollout.language(Fields.name("language", message.getLanguage()));
        }
        if (message.hasRecipe()) {
            rollout.recipe(Fields.name("recipe", message.getRecipe()));
        }
        if (message.hasDeadlineMs()) {
            rollout.deadlineMs(Fields.positive("deadlineMs", message.getDeadlineMs()));
        }
        rollout.prefilledThink(message.getPrefilledThink());
        if (message.hasFinishReason()) {
            rollout.finishReason(Fields.name("finishReason", message.getFinishReason()));
        }
        rollout.tokens(tokens(message));
        if (message.hasPolicyVersion()) {
            rollout.policyVersion(message.getPolicyVersion());
        }
        if (message.getMetadataCount() > 0) {
            Map<String, String> members = new TreeMap<>();
            message.getMetadataMap()
                    .forEach((name, json) -> members.put(name, JsonForm.checked("metadata." + name, json)));
            rollout.metadata(new Metadata(members));
        }
        return rollout.build();
    }

    private static Tokens tokens(dev.assay.v1.Rollout message) {
        if (message.getTokenIdsCount() == 0 && message.getLogprobsCount() == 0) {
            return Tokens.NONE;
        }
        int[] ids =
                message.getTokenIdsList().stream().mapToInt(Integer::intValue).toArray();
        double[] logprobs = message.getLogprobsList().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (logprobs.length > 0 && logprobs.length != ids.length) {
            throw Fields.invalid("logprobs", "has " + logprobs.length + " numbers for " + ids.length + " tokenIds");
        }
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0) {
                throw Fields.invalid("tokenIds[" + i + "]", "is no token id");
            }
        }
        for (int i = 0; i < logprobs.length; i++) {
            if (!Double.isFinite(logprobs[i])) {
                throw Fields.invalid("logprobs[" + i + "]", "must be a finite number");
            }
        }
        return new Tokens(ids, logprobs);
    }

    /** The message of a rollout. */
    public static dev.assay.v1.Rollout message(Rollout rollout) {
        dev.assay.v1.Rollout.Builder message = dev.assay.v1.Rollout.newBuilder()
                .setId(rollout.id())
                .setGroupId(rollout.groupId())
                .setTask(rollout.task())
                .setCompletion(message(rollout.completion()))
                .setPrefilledThink(rollout.prefilledThink())
                .putAllMetadata(rollout.metadata().members());
        rollout.groupSize().ifPresent(message::setGroupSize);
        rollout.prompt().ifPresent(prompt -> message.setPrompt(message(prompt)));
        ReferenceWire.message(rollout.reference()).ifPresent(message::setReference);
        rollout.language().ifPresent(message::setLanguage);
        rollout.recipe().ifPresent(message::setRecipe);
        rollout.deadlineMs().ifPresent(message::setDeadlineMs);
        rollout.finishReason().ifPresent(message::setFinishReason);
        for (int id : rollout.tokens().ids()) {
            message.addTokenIds(id);
        }
        for (double logprob : rollout.tokens().logprobs()) {
            message.addLogprobs(logprob);
        }
        rollout.policyVersion().ifPresent(message::setPolicyVersion);
        return message.build();
    }

    private static Text text(String field, dev.assay.v1.Text message) {
        return switch (message.getFormCase()) {
            case PLAIN -> new Text.Plain(message.getPlain());
            case CHAT -> {
                List<Text.Message> messages = new ArrayList<>();
                for (dev.assay.v1.Message each : message.getChat().getMessagesList()) {
                    String role = Fields.name(field + "[" + messages.size() + "].role", each.getRole());
                    messages.add(new Text.Message(role, each.getContent()));
                }
                yield new Text.Chat(messages);
            }
            case FORM_NOT_SET -> throw Fields.missing(field);
        };
    }

    private static dev.assay.v1.Text message(Text text) {
        return switch (text) {
            case Text.Plain(String plain) ->
                dev.assay.v1.Text.newBuilder().setPlain(plain).build();
            case Text.Chat(List<Text.Message> messages) -> {
                dev.assay.v1.Chat.Builder chat = dev.assay.v1.Chat.newBuilder();
                for (Text.Message message : messages) {
                    chat.addMessages(dev.assay.v1.Message.newBuilder()
                            .setRole(message.role())
                            .setContent(message.content()));
                }
                yield dev.assay.v1.Text.newBuilder().setChat(chat).build();
            }
        };
    }
}
