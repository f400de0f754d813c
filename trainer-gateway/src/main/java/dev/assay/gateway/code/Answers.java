package dev.assay.gateway.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.gateway.rest.Answer;
import dev.assay.gateway.rest.Problems;
import dev.assay.reward.AssayException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers in JSON. */
final class Answers {
    private Answers() {}

    static Answer json(JsonNode body) {
        return json(200, Map.of(), body);
    }

    static Answer json(int status, Map<String, String> headers, JsonNode body) {
        try {
            return new Answer(status, "application/json", headers, Asked.JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    /** The answer, or what the form says where there is none. */
    static Answer orFailure(Supplier<Answer> answer, Function<AssayException, Answer> failure) {
        try {
            return answer.get();
        } catch (AssayException e) {
            return failure.apply(e);
        }
    }

    /** A failure as {@code {"key": "what is wrong"}} under the status that all of the gateway uses, or another one. */
    static Answer failure(AssayException failure, int status, String key) {
        return json(
                status,
                failure.code().isTransient() ? Map.of("Retry-After", "1") : Map.of(),
                Asked.JSON.createObjectNode().put(key, String.valueOf(failure.getMessage())));
    }

    static Answer failure(AssayException failure, String key) {
        return failure(failure, Problems.status(failure.code()), key);
    }
}
