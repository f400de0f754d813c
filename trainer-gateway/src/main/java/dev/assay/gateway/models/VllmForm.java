package dev.assay.gateway.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.gateway.label.Json;
import dev.assay.gateway.rest.Answer;
import dev.assay.v1.ModelInput;
import dev.assay.v1.ModelScore;
import dev.assay.v1.ModelScoreRequest;
import dev.assay.v1.ModelScoreResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * vLLM's pooling endpoints (vllm/entrypoints, protocol of {@code /classify}, {@code /pooling} and {@code /score}) and
 * the OpenAI-like ones of SGLang, which have the same bodies. {@code activation} (or {@code use_activation},
 * {@code softmax}) decides between probabilities and logits; without it {@code /classify} and {@code /score} give
 * probabilities as vLLM does, {@code /pooling} and {@code /v1/embeddings} logits.
 */
enum VllmForm implements ModelForm {
    /** {@code /classify}, {@code /v1/classify}: {@code data[i].probs}. */
    CLASSIFY("classify", true) {
        @Override
        List<ModelInput> inputs(ObjectNode body) {
            return textsTokensOrChat(body);
        }

        @Override
        JsonNode element(ModelScoreResponse response, int index, Wish wish) {
            double[] values = wish.activation().apply(response.getScores(index).getLogitsList());
            ObjectNode element = Json.object();
            element.put("index", index);
            element.put("label", label(response, Activation.largest(values)));
            numbers(element.putArray("probs"), values);
            element.put("num_classes", values.length);
            return element;
        }
    },
    /** {@code /pooling}: {@code data[i].data}. */
    POOLING("pooling", false) {
        @Override
        List<ModelInput> inputs(ObjectNode body) {
            return textsTokensOrChat(body);
        }

        @Override
        JsonNode element(ModelScoreResponse response, int index, Wish wish) {
            ObjectNode element = Json.object();
            element.put("index", index);
            element.put("object", "pooling");
            vector(element, "data", response, index, wish);
            return element;
        }
    },
    /** {@code /v1/embeddings}, as SGLang's reward models answer it: {@code data[i].embedding}. */
    EMBEDDINGS("embeddings", false) {
        @Override
        List<ModelInput> inputs(ObjectNode body) {
            return textsTokensOrChat(body);
        }

        @Override
        JsonNode element(ModelScoreResponse response, int index, Wish wish) {
            ObjectNode element = Json.object();
            element.put("object", "embedding");
            element.put("index", index);
            vector(element, "embedding", response, index, wish);
            return element;
        }
    },
    /** {@code /score}: {@code text_1} (one, or as many as there are of the other) against {@code text_2}. */
    SCORE("score", true) {
        @Override
        List<ModelInput> inputs(ObjectNode body) {
            List<String> first = Inputs.texts(body, "text_1");
            List<String> second = Inputs.texts(body, "text_2");
            if (first.size() != 1 && first.size() != second.size()) {
                throw ModelTrouble.field(
                        "text_1", "has " + first.size() + " texts for " + second.size() + "; allowed: 1 or as many");
            }
            List<ModelInput> inputs = new ArrayList<>(second.size());
            for (int i = 0; i < second.size(); i++) {
                inputs.add(Inputs.pair(first.get(first.size() == 1 ? 0 : i), second.get(i)));
            }
            return inputs;
        }

        @Override
        JsonNode element(ModelScoreResponse response, int index, Wish wish) {
            ModelScore score = response.getScores(index);
            if (score.getLogitsCount() != 1) {
                throw new ModelTrouble(
                        ModelTrouble.Kind.UNSCORABLE,
                        "model '" + response.getModel() + "' gives " + score.getLogitsCount()
                                + " values; a score is one: ask /classify");
            }
            ObjectNode element = Json.object();
            element.put("index", index);
            element.put("object", "score");
            element.put("score", wish.activation().apply(score.getLogitsList())[0]);
            return element;
        }
    };

    private final String label;
    private final boolean activated;

    VllmForm(String label, boolean activated) {
        this.label = label;
        this.activated = activated;
    }

    /** How a caller wants the values. */
    record Wish(Activation activation, boolean base64) {}

    abstract List<ModelInput> inputs(ObjectNode body);

    abstract JsonNode element(ModelScoreResponse response, int index, Wish wish);

    @Override
    public String label() {
        return label;
    }

    @Override
    public Asked read(JsonNode json, Optional<String> model) {
        ObjectNode body = Inputs.object(json);
        Wish wish = new Wish(
                Activation.of(Inputs.flag(body, activated, "activation", "use_activation", "softmax")), base64(body));
        ModelScoreRequest.Builder request = Inputs.request(body, model).addAllInputs(inputs(body));
        return new Asked(request, response -> reply(response, wish));
    }

    private JsonNode reply(ModelScoreResponse response, Wish wish) {
        ObjectNode reply = Json.object();
        reply.put("id", label + "-" + UUID.randomUUID().toString().replace("-", ""));
        reply.put("object", "list");
        reply.put("created", System.currentTimeMillis() / 1000);
        reply.put("model", response.getModel());
        ArrayNode elements = reply.putArray("data");
        int tokens = 0;
        for (int i = 0; i < response.getScoresCount(); i++) {
            elements.add(element(response, i, wish));
            tokens += response.getScores(i).getTokens();
        }
        reply.set("usage", Inputs.usage(tokens));
        return reply;
    }

    @Override
    public Answer failure(ModelTrouble trouble) {
        return openAiError(trouble);
    }

    /** The error object of OpenAI's interface. */
    static Answer openAiError(ModelTrouble trouble) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("message", trouble.text());
        error.put("type", type(trouble.kind()));
        error.putNull("param");
        error.put("code", trouble.kind().status());
        return new Answer(trouble.kind().status(), "application/json", retry(trouble), Json.write(body));
    }

    static Map<String, String> retry(ModelTrouble trouble) {
        return trouble.kind().isTransient() ? Map.of("Retry-After", "1") : Map.of();
    }

    private static String type(ModelTrouble.Kind kind) {
        return switch (kind) {
            case UNREADABLE, INVALID_FIELD, TOO_LARGE, INPUT_TOO_LONG, UNSCORABLE -> "BadRequestError";
            case UNKNOWN_MODEL -> "NotFoundError";
            case OVERLOADED, UNAVAILABLE, DEADLINE -> "ServiceUnavailableError";
            case NOT_CONFIGURED, INTERNAL -> "InternalServerError";
        };
    }

    private static List<ModelInput> textsTokensOrChat(ObjectNode body) {
        return body.hasNonNull("messages") && !body.hasNonNull("input")
                ? List.of(Inputs.chat(body.get("messages")))
                : Inputs.textsOrTokens(body, "input");
    }

    private static boolean base64(ObjectNode body) {
        JsonNode encoding = body.path("encoding_format");
        if (encoding.isMissingNode() || encoding.isNull() || encoding.asText().equals("float")) {
            return false;
        }
        if (encoding.asText().equals("base64")) {
            return true;
        }
        throw ModelTrouble.field("encoding_format", "must be 'float' or 'base64'");
    }

    private static void vector(ObjectNode element, String name, ModelScoreResponse response, int index, Wish wish) {
        double[] values = wish.activation().apply(response.getScores(index).getLogitsList());
        if (wish.base64()) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            for (double value : values) {
                bytes.putFloat((float) value);
            }
            element.put(name, Base64.getEncoder().encodeToString(bytes.array()));
        } else {
            numbers(element.putArray(name), values);
        }
    }

    private static void numbers(ArrayNode list, double[] values) {
        for (double value : values) {
            list.add(value);
        }
    }

    /** The name of a value, as {@code transformers} names those that a configuration leaves without one. */
    static String label(ModelScoreResponse response, int index) {
        return index < response.getLabelsCount()
                ? response.getLabels(index)
                : String.format(Locale.ROOT, "LABEL_%d", index);
    }
}
