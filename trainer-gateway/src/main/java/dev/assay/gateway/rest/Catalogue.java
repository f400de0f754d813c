package dev.assay.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.recipe.ComponentRule;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.TaskRule;
import dev.assay.reward.RewardFunction;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** What can be scored here, as JSON. */
public final class Catalogue {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Scoring scoring;

    public Catalogue(Scoring scoring) {
        this.scoring = scoring;
    }

    /** A list of recipes: name, hash, what truncation does, the components of each task with weights, and the YAML. */
    public byte[] recipes() {
        return array(out -> {
            for (Recipe recipe : scoring.recipes().all()) {
                out.writeStartObject();
                out.writeStringField("name", recipe.name());
                out.writeStringField("hash", recipe.hash());
                out.writeStringField("truncated", recipe.truncated().name().toLowerCase(Locale.ROOT));
                out.writeObjectFieldStart("tasks");
                for (Map.Entry<String, TaskRule> task : recipe.tasks().entrySet()) {
                    rule(out, task.getKey(), task.getValue());
                }
                if (recipe.otherwise().isPresent()) {
                    rule(out, "default", recipe.otherwise().get());
                }
                out.writeEndObject();
                out.writeStringField("yaml", recipe.yaml());
                out.writeEndObject();
            }
        });
    }

    /** A list of reward functions: component, grader, the tasks of the contract that each owns, and its guarantees. */
    public byte[] functions() {
        return array(out -> {
            for (RewardFunction function : scoring.functions().all()) {
                out.writeStartObject();
                out.writeStringField("component", function.component());
                out.writeStringField("grader", function.grader());
                out.writeArrayFieldStart("tasks");
                for (String task : Functions.TASKS) {
                    if (function.owns(task)) {
                        out.writeString(task);
                    }
                }
                out.writeEndArray();
                out.writeObjectFieldStart("guarantees");
                for (Map.Entry<String, String> guarantee : new java.util.TreeMap<>(function.guarantees()).entrySet()) {
                    out.writeStringField(guarantee.getKey(), guarantee.getValue());
                }
                out.writeEndObject();
                out.writeEndObject();
            }
        });
    }

    private static void rule(JsonGenerator out, String task, TaskRule rule) throws IOException {
        out.writeObjectFieldStart(task);
        for (ComponentRule component : rule.components()) {
            out.writeNumberField(component.component(), component.weight());
        }
        out.writeEndObject();
    }

    @FunctionalInterface
    private interface Writing {
        void write(JsonGenerator out) throws IOException;
    }

    private static byte[] array(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartArray();
            writing.write(out);
            out.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
