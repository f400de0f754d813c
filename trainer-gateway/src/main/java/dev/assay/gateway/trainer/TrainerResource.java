package dev.assay.gateway.trainer;

import dev.assay.gateway.models.ModelsEndpoint;
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

/** The addresses that trainers call. */
@Path("/")
@Tag(name = "trainers")
@Consumes(MediaType.WILDCARD)
@NonBlocking
public class TrainerResource {
    private static final Form OPEN_RLHF = new OpenRlhfForm();
    private static final Form SLIME = new SlimeForm();
    private static final Form NEMO_GYM = new NemoGymForm();

    private final TrainerEndpoint endpoint;
    private final ModelsEndpoint models;

    @Inject
    public TrainerResource(TrainerEndpoint endpoint, ModelsEndpoint models) {
        this.endpoint = endpoint;
        this.models = models;
    }

    /** OpenRLHF. */
    @POST
    @Path("get_reward")
    @Operation(
            summary = "OpenRLHF's remote reward: query, prompts, labels in; rewards, scores, extra_logs out",
            description = "With the parameter model, the scores of that reward model instead of a recipe's rewards.")
    public CompletionStage<Response> openRlhf(byte[] body, @BeanParam Parameters parameters) {
        return parameters.answered(asked -> parameters
                .model()
                .map(model -> models.getReward(body, model, asked.onFailure()))
                .orElseGet(() -> endpoint.answer(OPEN_RLHF, body, asked)));
    }

    /** slime. */
    @POST
    @Path("slime/reward")
    @Operation(summary = "slime's remote reward: prompt, response, label in; a number or an object out")
    public CompletionStage<Response> slime(byte[] body, @BeanParam Parameters parameters) {
        return parameters.answered(asked -> endpoint.answer(SLIME, body, asked));
    }

    /** NeMo-Gym. */
    @POST
    @Path("verify")
    @Operation(summary = "NeMo-Gym's verify: the request with reward and reward_components out")
    public CompletionStage<Response> nemoGym(byte[] body, @BeanParam Parameters parameters) {
        return parameters.answered(asked -> endpoint.answer(NEMO_GYM, body, asked));
    }

    /** NeMo-Gym opens a session before each rollout; there is nothing to keep. */
    @POST
    @Path("seed_session")
    @Operation(summary = "NeMo-Gym's seed_session, which has nothing to do here")
    public Response seedSession(byte[] body) {
        return Response.ok("{}", MediaType.APPLICATION_JSON).build();
    }
}
