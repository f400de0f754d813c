package dev.assay.gateway.code;

import dev.assay.gateway.rest.Answer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The addresses at which other judges answer. */
@Path("/")
@Consumes(MediaType.WILDCARD)
@Tag(name = "programs")
public class CodeResource {
    private final CodeDoors doors;

    @Inject
    public CodeResource(CodeDoors doors) {
        this.doors = doors;
    }

    /** SandboxFusion: runs a program. */
    @POST
    @Path("run_code")
    @Operation(summary = "SandboxFusion: run a program")
    public CompletionStage<Response> runCode(byte[] body, @Context HttpServerRequest request) {
        return answer(() -> doors.sandboxFusion().runCode(caller(request), body));
    }

    /** SandboxFusion: judges a completion. */
    @POST
    @Path("submit")
    @Operation(summary = "SandboxFusion: judge a completion")
    public CompletionStage<Response> submitCompletion(byte[] body, @Context HttpServerRequest request) {
        return answer(() -> doors.submit().submit(caller(request), body));
    }

    /** open-instruct: a program against assertions. */
    @POST
    @Path("test_program")
    @Operation(summary = "open-instruct: a program against assertions")
    public CompletionStage<Response> testProgram(byte[] body, @Context HttpServerRequest request) {
        return answer(() -> doors.openInstruct().testProgram(caller(request), body));
    }

    /** open-instruct: a program against inputs and outputs. */
    @POST
    @Path("test_program_stdio")
    @Operation(summary = "open-instruct: a program against inputs and outputs")
    public CompletionStage<Response> testProgramStdio(byte[] body, @Context HttpServerRequest request) {
        return answer(() -> doors.openInstruct().testProgramStdio(caller(request), body));
    }

    /** Piston: runs a program. */
    @POST
    @Path("api/v2/execute")
    @Operation(summary = "Piston: run a program")
    public CompletionStage<Response> execute(byte[] body, @Context HttpServerRequest request) {
        return answer(() -> doors.piston().execute(caller(request), body));
    }

    /** Piston: the languages that are here. */
    @GET
    @Path("api/v2/runtimes")
    @Operation(summary = "Piston: the languages that are here")
    public CompletionStage<Response> runtimes() {
        return answer(() -> doors.piston().runtimes());
    }

    /** Judge0: judges a program. */
    @POST
    @Path("submissions")
    @Operation(summary = "Judge0: judge a program")
    public CompletionStage<Response> submit(
            byte[] body,
            @QueryParam("base64_encoded") @DefaultValue("false") boolean base64,
            @QueryParam("wait") @DefaultValue("false") boolean wait,
            @Context HttpServerRequest request) {
        return answer(() -> doors.judge0().submit(caller(request), body, base64, wait));
    }

    /** Judge0: judges several programs. */
    @POST
    @Path("submissions/batch")
    @Operation(summary = "Judge0: judge several programs")
    public CompletionStage<Response> submitAll(
            byte[] body,
            @QueryParam("base64_encoded") @DefaultValue("false") boolean base64,
            @Context HttpServerRequest request) {
        return answer(() -> doors.judge0().submitAll(caller(request), body, base64));
    }

    /** Judge0: several submissions. */
    @GET
    @Path("submissions/batch")
    @Operation(summary = "Judge0: several submissions by their tokens")
    public CompletionStage<Response> submissions(
            @QueryParam("tokens") @DefaultValue("") String tokens,
            @QueryParam("base64_encoded") @DefaultValue("false") boolean base64) {
        return answer(() -> doors.judge0().submissions(List.of(tokens.split(",")), base64));
    }

    /** Judge0: a submission. */
    @GET
    @Path("submissions/{token}")
    @Operation(summary = "Judge0: a submission by its token")
    public CompletionStage<Response> submission(
            @PathParam("token") String token, @QueryParam("base64_encoded") @DefaultValue("false") boolean base64) {
        return answer(() -> doors.judge0().submission(token, base64));
    }

    /** Judge0: the languages that are here. */
    @GET
    @Path("languages")
    @Operation(summary = "Judge0: the languages that are here")
    public CompletionStage<Response> languages() {
        return answer(() -> doors.judge0().languages());
    }

    /** Judge0: the statuses. */
    @GET
    @Path("statuses")
    @Operation(summary = "Judge0: the statuses")
    public CompletionStage<Response> statuses() {
        return answer(() -> doors.judge0().statuses());
    }

    /** go-judge: runs a command. */
    @POST
    @Path("run")
    @Operation(summary = "go-judge: run a command")
    public CompletionStage<Response> run(byte[] body, @Context HttpServerRequest request) {
        return answer(() -> doors.goJudge().run(caller(request), body));
    }

    /** go-judge: a file that was kept. */
    @GET
    @Path("file/{id}")
    @Operation(summary = "go-judge: a file that was kept")
    public CompletionStage<Response> file(@PathParam("id") String id) {
        return answer(() -> doors.goJudge().file(id));
    }

    /** go-judge: forgets a file. */
    @DELETE
    @Path("file/{id}")
    @Operation(summary = "go-judge: forget a file")
    public CompletionStage<Response> remove(@PathParam("id") String id) {
        return answer(() -> doors.goJudge().remove(id));
    }

    private static String caller(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
    }

    /** On a virtual thread, since running programs blocks. */
    private CompletionStage<Response> answer(Supplier<Answer> work) {
        return CompletableFuture.supplyAsync(work, doors.executor()).thenApply(answer -> {
            Response.ResponseBuilder response =
                    Response.status(answer.status()).type(answer.type()).entity(answer.body());
            answer.headers().forEach(response::header);
            return response.build();
        });
    }
}
