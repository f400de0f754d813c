package dev.assay.gateway.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.gateway.label.Json;
import java.util.List;
import java.util.Map;

/**
 * NeMo-Gym's resources server (nemo_gym/base_resources_server.py): {@code responses_create_params}, an OpenAI
 * {@code response} and the members of the task in; the same object out, with {@code reward}, {@code reward_components}
 * and {@code assay}, which says why. What the assistant's messages say is judged; reasoning items are not part of it.
 * The label is {@code label}, {@code ground_truth}, {@code reference}, {@code verifier_metadata.unit_tests} or
 * {@code expected_answer}, the latter a choice where there are {@code options}.
 */
final class NemoGymForm implements Form {
    private static final List<String> LABELS = List.of("label", "ground_truth", "reference");

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public List<ObjectNode> samples(JsonNode body, Asked asked) {
        ObjectNode request = Fields.object(body);
        JsonNode response = request.path("response");
        if (!response.isObject() || !response.path("output").isArray()) {
            throw Fields.wrong("response", "must be a response with a list 'output'");
        }
        ObjectNode sample = Fields.sample(asked, TextNode.valueOf(said(response.path("output"))), label(request));
        for (String name : List.of("data_source", "source")) {
            if (!sample.has("source") && request.path(name).isTextual()) {
                sample.set("source", request.get(name));
            }
        }
        if (!sample.has("source")
                && request.path("verifier_metadata").path("unit_tests").isObject()) {
            sample.put("source", "code");
        }
        if (request.path("question").isTextual()) {
            sample.set("prompt", request.get("question"));
        }
        if (response.path("incomplete_details").path("reason").asText("").equals("max_output_tokens")) {
            sample.put("finishReason", "length");
        }
        return List.of(sample);
    }

    private static JsonNode label(ObjectNode request) {
        for (String name : LABELS) {
            if (request.hasNonNull(name)) {
                return request.get(name).deepCopy();
            }
        }
        JsonNode tests = request.path("verifier_metadata").path("unit_tests");
        if (tests.isObject()) {
            return tests.deepCopy();
        }
        JsonNode expected = request.path("expected_answer");
        JsonNode options = request.path("options");
        if (expected.isTextual() && !options.isMissingNode() && !options.isNull()) {
            ObjectNode choice = Json.object();
            choice.set("choice", expected);
            ObjectNode all = choice.putObject("options");
            if (options.isObject()) {
                all.setAll((ObjectNode) options);
            }
            for (JsonNode option : options.isArray() ? options : Json.array()) {
                if (option.isObject()) {
                    all.setAll((ObjectNode) option);
                }
            }
            return choice;
        }
        return expected;
    }

    /** The texts of the assistant's messages, joined. */
    private static String said(JsonNode output) {
        StringBuilder said = new StringBuilder();
        for (JsonNode item : output) {
            if (!item.path("type").asText("message").equals("message")
                    || !item.path("role").asText("assistant").equals("assistant")) {
                continue;
            }
            JsonNode content = item.path("content");
            if (content.isTextual()) {
                said.append(content.asText());
            }
            for (JsonNode part : content) {
                if (part.path("type").asText("").equals("output_text")) {
                    said.append(part.path("text").asText(""));
                }
            }
        }
        return said.toString();
    }

    @Override
    public JsonNode reply(JsonNode body, List<Verdict> verdicts, Asked asked) {
        ObjectNode reply = Fields.object(body);
        Verdict verdict = verdicts.getFirst();
        reply.put("reward", verdict.number().orElseGet(() -> asked.onFailure().orElseThrow()));
        ObjectNode components = reply.putObject("reward_components");
        ObjectNode why = reply.putObject("assay");
        switch (verdict) {
            case Verdict.Value(double _, Map<String, Double> values, String reason, String evidence, String recipe) -> {
                values.forEach(components::put);
                why.put("outcome", verdict.label())
                        .put("reason", reason)
                        .put("evidence", evidence)
                        .put("recipe", recipe);
            }
            case Verdict.Unscorable(String outcome, String reason, String evidence) -> {
                why.put("outcome", outcome).put("reason", reason).put("evidence", evidence);
                // What newer versions read to keep a number that measures nothing out of their statistics.
                reply.put("mask_sample", true).put("failure_reason", outcome + " " + reason + ": " + evidence);
            }
            case Verdict.Failed _, Verdict.Refused _ -> {}
        }
        return reply;
    }
}
