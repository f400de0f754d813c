package dev.assay.gateway.trainer;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Samples with labels instead of references. A class of its own, because {@code /v1/score} is one as well. */
@Path("/v1/score/labelled")
@Tag(name = "rewards")
@Consumes(MediaType.WILDCARD)
@NonBlocking
public class LabelledResource {
    private final TrainerEndpoint endpoint;

    @Inject
    public LabelledResource(TrainerEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Scores a list of samples. */
    @POST
    @Operation(summary = "Score a list of samples whose task and reference follow from source and label")
    public CompletionStage<Response> labelled(byte[] body, @BeanParam Parameters parameters) {
        return parameters.answered(asked -> endpoint.labelled(body, asked));
    }
}
