package dev.assay.gateway.code;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** SandboxFusion's ping. A resource of its own: beside classes below {@code /v1}, one at the root is not asked. */
@Path("/v1/ping")
@Tag(name = "programs")
public class PingResource {
    /** Whether it is there. */
    @GET
    @Operation(summary = "SandboxFusion: answers \"pong\"")
    public String ping() {
        return "\"pong\"";
    }
}
