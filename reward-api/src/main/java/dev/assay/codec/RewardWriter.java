package dev.assay.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.reward.Component;
import dev.assay.reward.Reward;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** Writes rewards in their JSON form: the same reward is the same bytes. */
public final class RewardWriter {
    private RewardWriter() {}

    /** The reward as UTF-8, one line without a line break. */
    public static byte[] write(Reward reward) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JsonForm.FACTORY.createGenerator(bytes)) {
            write(out, reward);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** What stands in place of a reward where a line of a file cannot be taken. */
    public static byte[] error(long line, String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JsonForm.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("line", line);
            JsonForm.write(out, "error", message);
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** A list of rewards, already written or errors, as one JSON array. */
    public static byte[] array(List<byte[]> elements) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(
                elements.stream().mapToInt(element -> element.length + 1).sum() + 2);
        bytes.write('[');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                bytes.write(',');
            }
            bytes.writeBytes(elements.get(i));
        }
        bytes.write(']');
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Reward reward) throws IOException {
        out.writeStartObject();
        JsonForm.write(out, "id", reward.id());
        JsonForm.write(out, "groupId", reward.groupId());
        number(out, "reward", reward.value());
        JsonForm.write(out, "recipe", reward.recipe());
        out.writeArrayFieldStart("components");
        for (Reward.Term term : reward.terms()) {
            Component component = term.component();
            out.writeStartObject();
            JsonForm.write(out, "name", component.name());
            JsonForm.write(out, "outcome", component.outcome().label());
            number(out, "value", component.outcome().value());
            out.writeNumberField("weight", term.weight());
            JsonForm.write(out, "reason", component.outcome().reason().name());
            JsonForm.write(out, "evidence", component.outcome().evidence());
            JsonForm.write(out, "grader", component.grader());
            out.writeNumberField("micros", component.micros());
            out.writeEndObject();
        }
        out.writeEndArray();
        if (reward.incomplete()) {
            out.writeBooleanField("incomplete", true);
        }
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, OptionalDouble number) throws IOException {
        if (number.isPresent()) {
            out.writeNumberField(name, number.getAsDouble());
        } else {
            out.writeNullField(name);
        }
    }
}
