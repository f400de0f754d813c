package dev.assay.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes rollouts in their JSON form, one line without a line break. */
public final class RolloutWriter {
    private RolloutWriter() {}

    /** The rollout as UTF-8. */
    public static byte[] write(Rollout rollout) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = JsonForm.FACTORY.createGenerator(bytes)) {
            write(out, rollout);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** What a function by URL is sent: {@code {"rollouts": [rollout, …]}} as UTF-8. */
    public static byte[] writeAll(List<Rollout> rollouts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = JsonForm.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeArrayFieldStart("rollouts");
            for (Rollout rollout : rollouts) {
                write(out, rollout);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Rollout rollout) throws IOException {
        out.writeStartObject();
        JsonForm.write(out, "id", rollout.id());
        JsonForm.write(out, "groupId", rollout.groupId());
        if (rollout.groupSize().isPresent()) {
            out.writeNumberField("groupSize", rollout.groupSize().getAsInt());
        }
        JsonForm.write(out, "task", rollout.task());
        if (rollout.prompt().isPresent()) {
            text(out, "prompt", rollout.prompt().get());
        }
        text(out, "completion", rollout.completion());
        ReferenceForm.write(out, rollout.reference());
        if (rollout.language().isPresent()) {
            JsonForm.write(out, "language", rollout.language().get());
        }
        if (rollout.recipe().isPresent()) {
            JsonForm.write(out, "recipe", rollout.recipe().get());
        }
        if (rollout.deadlineMs().isPresent()) {
            out.writeNumberField("deadlineMs", rollout.deadlineMs().getAsLong());
        }
        if (rollout.prefilledThink()) {
            out.writeBooleanField("prefilledThink", true);
        }
        if (rollout.finishReason().isPresent()) {
            JsonForm.write(out, "finishReason", rollout.finishReason().get());
        }
        if (rollout.tokens().size() > 0) {
            int[] ids = rollout.tokens().ids();
            out.writeFieldName("tokenIds");
            out.writeArray(ids, 0, ids.length);
            double[] logprobs = rollout.tokens().logprobs();
            if (logprobs.length > 0) {
                out.writeFieldName("logprobs");
                out.writeArray(logprobs, 0, logprobs.length);
            }
        }
        if (rollout.policyVersion().isPresent()) {
            out.writeNumberField("policyVersion", rollout.policyVersion().getAsLong());
        }
        if (!rollout.metadata().members().isEmpty()) {
            out.writeObjectFieldStart("metadata");
            for (Map.Entry<String, String> member : rollout.metadata().members().entrySet()) {
                out.writeFieldName(Fields.wellFormed(member.getKey()));
                out.writeRawValue(member.getValue());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String name, Text text) throws IOException {
        switch (text) {
            case Text.Plain(String plain) -> JsonForm.write(out, name, plain);
            case Text.Chat(List<Text.Message> messages) -> {
                out.writeArrayFieldStart(name);
                for (Text.Message message : messages) {
                    out.writeStartObject();
                    JsonForm.write(out, "role", message.role());
                    JsonForm.write(out, "content", message.content());
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
        }
    }
}
