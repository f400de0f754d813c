package dev.assay.gateway.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.gateway.label.Json;
import dev.assay.gateway.rest.Answer;
import dev.assay.gateway.rest.Problems;
import dev.assay.v1.ModelScore;
import dev.assay.v1.ModelScoreRequest;
import dev.assay.v1.ModelScoreResponse;
import dev.assay.v1.OutcomeKind;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * OpenRLHF's remote reward model (openrlhf/cli/serve_rm.py) where the address names a model: {@code query} holds prompt
 * and completion as one rendered text each, which the model reads as it is. {@code rewards} are the model's scores;
 * {@code scores}, which dynamic filtering wants in [0, 1], their sigmoids; {@code extra_logs} has the scores under the
 * model's name.
 *
 * @param onFailure the number that stands for what nobody can score, where the address names one
 */
record OpenRlhfModel(OptionalDouble onFailure) implements ModelForm {
    @Override
    public String label() {
        return "get_reward";
    }

    @Override
    public Asked read(JsonNode json, Optional<String> model) {
        ObjectNode body = Inputs.object(json);
        ModelScoreRequest.Builder request = Inputs.request(model);
        JsonNode queries = body.path("query");
        // Several servers share the samples of a batch, so some get none.
        if (!queries.isArray() || !queries.isEmpty()) {
            Inputs.texts(body, "query").forEach(query -> request.addInputs(Inputs.text(query)));
        }
        return new Asked(request.build(), this::reply, onFailure.isPresent());
    }

    private JsonNode reply(ModelScoreResponse response) {
        ObjectNode reply = Json.object();
        ArrayNode rewards = reply.putArray("rewards");
        ArrayNode scores = reply.putArray("scores");
        for (ModelScore score : response.getScoresList()) {
            boolean scored = score.getOutcome() == OutcomeKind.SCORED;
            double reward = scored ? score.getScore() : onFailure.orElseThrow();
            rewards.add(reward);
            scores.add(scored ? Activation.sigmoid(reward) : Math.clamp(reward, 0.0, 1.0));
        }
        ObjectNode logs = reply.putObject("extra_logs");
        if (!rewards.isEmpty()) {
            logs.set(response.getModel(), rewards.deepCopy());
        }
        return reply;
    }

    @Override
    public Answer failure(ModelTrouble trouble) {
        ObjectNode problem = Json.object();
        problem.put("type", "about:blank");
        problem.put("title", "The reward model has no score for this");
        problem.put("status", trouble.kind().status());
        problem.put("detail", trouble.text());
        problem.put("code", trouble.kind().name());
        return new Answer(trouble.kind().status(), Problems.TYPE, VllmForm.retry(trouble), Json.write(problem));
    }
}
