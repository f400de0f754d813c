package dev.assay.gateway.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.gateway.label.Json;
import dev.assay.gateway.rest.Answer;
import dev.assay.v1.ModelInput;
import dev.assay.v1.ModelScore;
import dev.assay.v1.ModelScoreResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * text-embeddings-inference's {@code /predict} (its router and OpenAPI description): {@code inputs} is a text, a pair
 * of texts, or a list of lists of one or two texts; {@code raw_scores} asks for logits. Labels come with the largest
 * score first. {@code truncate} is taken and changes nothing: a text that is too long is 413, never cut.
 */
final class TeiPredict implements ModelForm {
    @Override
    public String label() {
        return "predict";
    }

    @Override
    public Asked read(JsonNode json, Optional<String> model) {
        ObjectNode body = Inputs.object(json);
        Activation activation = Activation.of(!Inputs.flag(body, false, "raw_scores"));
        Inputs.flag(body, false, "truncate");
        JsonNode given = body.path("inputs");
        boolean batch = given.isArray() && !given.isEmpty() && given.get(0).isArray();
        List<ModelInput> inputs = new ArrayList<>();
        if (batch) {
            given.forEach(element -> inputs.add(sequence(element, "inputs[" + inputs.size() + "]")));
        } else {
            inputs.add(sequence(given, "inputs"));
        }
        return new Asked(
                Inputs.request(body, model).addAllInputs(inputs), response -> reply(response, activation, batch));
    }

    private static ModelInput sequence(JsonNode given, String at) {
        if (given.isTextual()) {
            return Inputs.text(given.asText());
        }
        boolean texts = given.isArray() && !given.isEmpty() && given.size() <= 2;
        for (JsonNode text : given) {
            texts &= text.isTextual();
        }
        if (!texts) {
            throw ModelTrouble.field(at, "must be a text, a pair of texts, or a list of lists of one or two texts");
        }
        String first = given.get(0).asText();
        return given.size() == 1
                ? Inputs.text(first)
                : Inputs.pair(first, given.get(1).asText());
    }

    private static JsonNode reply(ModelScoreResponse response, Activation activation, boolean batch) {
        if (!batch) {
            return predictions(response, response.getScores(0), activation);
        }
        ArrayNode reply = Json.array();
        response.getScoresList().forEach(score -> reply.add(predictions(response, score, activation)));
        return reply;
    }

    private static ArrayNode predictions(ModelScoreResponse response, ModelScore score, Activation activation) {
        double[] values = activation.apply(score.getLogitsList());
        ArrayNode predictions = Json.array();
        IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .forEach(
                        i -> predictions.addObject().put("score", values[i]).put("label", VllmForm.label(response, i)));
        return predictions;
    }

    @Override
    public Answer failure(ModelTrouble trouble) {
        ObjectNode body = Json.object();
        body.put("error", trouble.text());
        body.put("error_type", type(trouble.kind()));
        return new Answer(status(trouble.kind()), "application/json", VllmForm.retry(trouble), Json.write(body));
    }

    private static int status(ModelTrouble.Kind kind) {
        return switch (kind) {
            case TOO_LARGE, INPUT_TOO_LONG -> 413;
            case UNREADABLE, INVALID_FIELD, UNSCORABLE -> 422;
            case UNKNOWN_MODEL -> 404;
            case INTERNAL, DEADLINE -> 424;
            case OVERLOADED -> 429;
            case UNAVAILABLE, NOT_CONFIGURED -> 503;
        };
    }

    private static String type(ModelTrouble.Kind kind) {
        return switch (kind) {
            case TOO_LARGE, INPUT_TOO_LONG, UNREADABLE, INVALID_FIELD, UNKNOWN_MODEL -> "Validation";
            case UNSCORABLE -> "Tokenizer";
            case INTERNAL, DEADLINE -> "Backend";
            case OVERLOADED -> "Overloaded";
            case UNAVAILABLE, NOT_CONFIGURED -> "Unhealthy";
        };
    }
}
