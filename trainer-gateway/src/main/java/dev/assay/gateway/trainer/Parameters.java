package dev.assay.gateway.trainer;

import dev.assay.gateway.rest.Answer;
import dev.assay.gateway.rest.Problems;
import dev.assay.reward.AssayException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What the address of a request may say. */
public class Parameters {
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

    /** OpenRLHF: the reward model that scores instead of a recipe. */
    @QueryParam("model")
    Optional<String> model = Optional.empty();

    /** slime: the name of the reward in an object. */
    @QueryParam("reward_key")
    Optional<String> rewardKey = Optional.empty();

    /** The reward model that is to score instead of a recipe. */
    Optional<String> model() {
        return model;
    }

    /** The response of whoever answers what was asked; a parameter that cannot be used is a problem. */
    CompletionStage<Response> answered(Function<Asked, CompletionStage<Answer>> answering) {
        CompletionStage<Answer> answer;
        try {
            answer = answering.apply(Asked.of(recipe, source, task, onFailure, rewardKey));
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
