package dev.assay.gateway.models;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The addresses below {@code /v1}. Resources of their own path: beside others there, one at the root is not asked. */
@Path("/v1")
@Tag(name = "reward models")
@Consumes(MediaType.WILDCARD)
@NonBlocking
public class OpenAiModelsResource {
    private final ModelsEndpoint endpoint;

    @Inject
    public OpenAiModelsResource(ModelsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** vLLM and SGLang. */
    @POST
    @Path("classify")
    @Operation(summary = "classify as vLLM and SGLang answer it below /v1: data[i].probs")
    public CompletionStage<Response> classify(byte[] body, @QueryParam("model") Optional<String> model) {
        return ModelsResource.response(endpoint.openAiClassify(body, model));
    }

    /** SGLang's reward models. */
    @POST
    @Path("embeddings")
    @Operation(summary = "SGLang's reward models: the logits as data[i].embedding")
    public CompletionStage<Response> embeddings(byte[] body, @QueryParam("model") Optional<String> model) {
        return ModelsResource.response(endpoint.embeddings(body, model));
    }

    /** The models that are ready. */
    @GET
    @Path("models")
    @Operation(summary = "The reward models that are ready")
    public CompletionStage<Response> models() {
        return ModelsResource.response(endpoint.list());
    }
}
