package dev.assay.gateway.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.gateway.label.Json;
import dev.assay.gateway.rest.Answer;
import dev.assay.v1.ModelInput;
import dev.assay.v1.ModelScore;
import dev.assay.v1.ModelScoreResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * SGLang's own {@code /classify}: {@code text} or {@code input_ids}, one or a list; an object for one, a list for a
 * list, each with the logits as {@code embedding}.
 */
final class SglangClassify implements ModelForm {
    @Override
    public String label() {
        return "sglang-classify";
    }

    @Override
    public Asked read(JsonNode json, Optional<String> model) {
        ObjectNode body = Inputs.object(json);
        String field = body.hasNonNull("text") ? "text" : "input_ids";
        JsonNode value = body.path(field);
        boolean one = !value.isArray() || (!value.isEmpty() && value.get(0).isNumber());
        List<ModelInput> inputs = Inputs.textsOrTokens(body, field);
        return new Asked(Inputs.request(body, model).addAllInputs(inputs), response -> reply(response, one));
    }

    private static JsonNode reply(ModelScoreResponse response, boolean one) {
        if (one) {
            return element(response.getScores(0));
        }
        ArrayNode reply = Json.array();
        response.getScoresList().forEach(score -> reply.add(element(score)));
        return reply;
    }

    private static ObjectNode element(ModelScore score) {
        ObjectNode element = Json.object();
        ArrayNode embedding = element.putArray("embedding");
        score.getLogitsList().forEach(embedding::add);
        ObjectNode about = element.putObject("meta_info");
        about.put("id", UUID.randomUUID().toString().replace("-", ""));
        about.put("prompt_tokens", score.getTokens());
        about.put("cached_tokens", 0);
        return element;
    }

    @Override
    public Answer failure(ModelTrouble trouble) {
        return VllmForm.openAiError(trouble);
    }
}
