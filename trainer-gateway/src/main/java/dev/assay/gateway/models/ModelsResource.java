package dev.assay.gateway.models;

import dev.assay.gateway.rest.Answer;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The addresses at which servers of reward models answer. */
@Path("/")
@Tag(name = "reward models")
@Consumes(MediaType.WILDCARD)
@NonBlocking
public class ModelsResource {
    private final ModelsEndpoint endpoint;

    @Inject
    public ModelsResource(ModelsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** vLLM and SGLang. */
    @POST
    @Path("classify")
    @Operation(
            summary = "vLLM's classify (input or messages) or SGLang's (text or input_ids)",
            description = "vLLM's form gives probabilities, sigmoid of one logit and softmax of several, or with"
                    + " activation false the logits; SGLang's gives logits.")
    public CompletionStage<Response> classify(byte[] body, @QueryParam("model") Optional<String> model) {
        return response(endpoint.classify(body, model));
    }

    /** vLLM. */
    @POST
    @Path("pooling")
    @Operation(summary = "vLLM's pooling: the logits of each input, or with activation true its probabilities")
    public CompletionStage<Response> pooling(byte[] body, @QueryParam("model") Optional<String> model) {
        return response(endpoint.pooling(body, model));
    }

    /** vLLM. */
    @POST
    @Path("score")
    @Operation(summary = "vLLM's score of text_1 against text_2: a probability, or with activation false the logit")
    public CompletionStage<Response> score(byte[] body, @QueryParam("model") Optional<String> model) {
        return response(endpoint.score(body, model));
    }

    /** text-embeddings-inference. */
    @POST
    @Path("predict")
    @Operation(summary = "text-embeddings-inference's predict: inputs in, labels with scores out")
    public CompletionStage<Response> predict(byte[] body, @QueryParam("model") Optional<String> model) {
        return response(endpoint.predict(body, model));
    }

    static CompletionStage<Response> response(CompletionStage<Answer> answer) {
        return answer.thenApply(done -> {
            Response.ResponseBuilder response =
                    Response.status(done.status()).type(done.type()).entity(done.body());
            done.headers().forEach(response::header);
            return response.build();
        });
    }
}
