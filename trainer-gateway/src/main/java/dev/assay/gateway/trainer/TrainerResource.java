package dev.assay.gateway.trainer;

import dev.assay.gateway.rest.Answer;
import dev.assay.gateway.rest.Problems;
import dev.assay.reward.AssayException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
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

    @Inject
    public TrainerResource(TrainerEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What the address may say. */
    public static class Parameters {
        /** The recipe. */
        @QueryParam("recipe")
        Optional<String> recipe = Optional.empty();

        /** The source of samples that name none. */
        @QueryParam("source")
        Optional<String> source = Optional.empty();

        /** The task of all samples. */
        @QueryParam("task")
        Optional<String> task = Optional.empty();

        /** The number for samples that nobody can score. */
        @QueryParam("on_failure")
        Optional<String> onFailure = Optional.empty();

        /** slime: the name of the reward in an object. */
        @QueryParam("reward_key")
        Optional<String> rewardKey = Optional.empty();

        Asked asked() {
            return Asked.of(recipe, source, task, onFailure, rewardKey);
        }
    }

    /** Samples with labels instead of references. */
    @POST
    @Path("v1/score/labelled")
    @Operation(summary = "Score a list of samples whose task and reference follow from source and label")
    public CompletionStage<Response> labelled(byte[] body, @BeanParam Parameters parameters) {
        return answered(parameters, asked -> endpoint.labelled(body, asked));
    }

    /** OpenRLHF. */
    @POST
    @Path("get_reward")
    @Operation(summary = "OpenRLHF's remote reward: query, prompts, labels in; rewards, scores, extra_logs out")
    public CompletionStage<Response> openRlhf(byte[] body, @BeanParam Parameters parameters) {
        return answered(parameters, asked -> endpoint.answer(OPEN_RLHF, body, asked));
    }

    /** slime. */
    @POST
    @Path("slime/reward")
    @Operation(summary = "slime's remote reward: prompt, response, label in; a number or an object out")
    public CompletionStage<Response> slime(byte[] body, @BeanParam Parameters parameters) {
        return answered(parameters, asked -> endpoint.answer(SLIME, body, asked));
    }

    /** NeMo-Gym. */
    @POST
    @Path("verify")
    @Operation(summary = "NeMo-Gym's verify: the request with reward and reward_components out")
    public CompletionStage<Response> nemoGym(byte[] body, @BeanParam Parameters parameters) {
        return answered(parameters, asked -> endpoint.answer(NEMO_GYM, body, asked));
    }

    /** NeMo-Gym opens a session before each rollout; there is nothing to keep. */
    @POST
    @Path("seed_session")
    @Operation(summary = "NeMo-Gym's seed_session, which has nothing to do here")
    public Response seedSession(byte[] body) {
        return Response.ok("{}", MediaType.APPLICATION_JSON).build();
    }

    private static CompletionStage<Response> answered(
            Parameters parameters, Function<Asked, CompletionStage<Answer>> answering) {
        CompletionStage<Answer> answer;
        try {
            answer = answering.apply(parameters.asked());
        } catch (AssayException e) {
            answer = CompletableFuture.completedStage(Problems.of(e));
        }
        return answer.thenApply(done -> {
            Response.ResponseBuilder response =
                    Response.status(done.status()).type(done.type()).entity(done.body());
            done.headers().forEach(response::header);
            return response.build();
        });
    }
}
