package dev.assay.gateway.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.gateway.rest.Answer;
import dev.assay.v1.ModelScoreRequest;
import dev.assay.v1.ModelScoreResponse;
import java.util.Optional;

/** The wire form of one kind of client. Without state; a request's own wishes come back with what it asks. */
interface ModelForm {
    /** The form in metrics. */
    String label();

    /**
     * Reads a request.
     *
     * @param body JSON
     * @param model the model that the address names, for a body that names none
     * @throws ModelTrouble where it is not of this form
     */
    Asked read(JsonNode body, Optional<String> model);

    /** What went wrong, as the clients of this form are used to reading it. */
    Answer failure(ModelTrouble trouble);

    /** Makes the answer of scores, all of which are SCORED but for those that the request has something for. */
    @FunctionalInterface
    interface Reply {
        JsonNode of(ModelScoreResponse response);
    }

    /**
     * What a request asks for.
     *
     * @param request what the models are asked
     * @param reply how the answer is written
     * @param unscorable whether the reply knows what to say of inputs that cannot be scored
     */
    record Asked(ModelScoreRequest request, Reply reply, boolean unscorable) {
        Asked(ModelScoreRequest.Builder request, Reply reply) {
            this(request.build(), reply, false);
        }
    }
}
