package dev.assay.gateway.rest;

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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /v1/score}. */
@Path("/v1/score")
@Tag(name = "rewards")
public class ScoreResource {
    private static final String ROLLOUT = """
            {"id":"r-17-3","task":"math","completion":"<think>Over six: three plus two.</think><answer>\\\\boxed{\\\\frac56}</answer>","reference":{"answer":"\\\\frac{5}{6}"}}""";
    private static final String REWARD = """
            {"id":"r-17-3","groupId":"r-17-3","reward":1.0,"recipe":"accuracy@c0ffee00","components":[{"name":"accuracy","outcome":"SCORED","value":1.0,"weight":1.0,"reason":"EQUAL_EXACT","evidence":"5/6 = 5/6","grader":"math-verifier/0.1.0","micros":41}]}""";
    private static final String PROBLEM = """
            {"type":"about:blank","title":"A field is missing or wrong","status":400,"detail":"field 'task' is missing","code":"INVALID_FIELD"}""";

    private final ScoreEndpoint endpoint;

    @Inject
    public ScoreResource(ScoreEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Scores one rollout or a list. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Score one rollout or a list of rollouts",
            description = "A list is answered with a list in the same order; an element that cannot be taken is"
                    + " {\"line\": N, \"error\": \"...\"} in its place. Groups that a list holds whole are shaped as"
                    + " groups. A reward of null says that nobody could judge, never that the answer is wrong.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .OBJECT),
                            examples = {
                                @ExampleObject(name = "one", value = ROLLOUT),
                                @ExampleObject(name = "list", value = "[" + ROLLOUT + "]")
                            }))
    @APIResponse(
            responseCode = "200",
            description = "the reward, or the list of rewards",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(name = "one", value = REWARD),
                                @ExampleObject(
                                        name = "list",
                                        value = "[" + REWARD + ",{\"line\":2,\"error\":\"field 'task' is missing\"}]")
                            }))
    @APIResponse(
            responseCode = "400",
            description = "the rollout or the recipe cannot be used",
            content = @Content(mediaType = Problems.TYPE, examples = @ExampleObject(name = "field", value = PROBLEM)))
    @APIResponse(responseCode = "413", description = "the body has more than 32 MiB")
    @APIResponse(responseCode = "503", description = "too much work is waiting; Retry-After says when to come again")
    public CompletionStage<Response> score(
            byte[] body,
            @Parameter(description = "the recipe of rollouts that name none; accuracy if not given")
                    @QueryParam("recipe")
                    Optional<String> recipe) {
        return endpoint.score(body, recipe).thenApply(ScoreResource::response);
    }

    private static Response response(Answer answer) {
        Response.ResponseBuilder response =
                Response.status(answer.status()).type(answer.type()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response.build();
    }
}
