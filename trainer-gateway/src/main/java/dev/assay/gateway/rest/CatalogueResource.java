package dev.assay.gateway.rest;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be scored here: {@code GET /v1/recipes} and {@code GET /v1/functions}. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "catalogue")
@NonBlocking
public class CatalogueResource {
    private final Catalogue catalogue;

    @Inject
    public CatalogueResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The recipes that are known by name. */
    @GET
    @Path("recipes")
    @Operation(summary = "The recipes that are known by name, with their weights and their YAML")
    public byte[] recipes() {
        return catalogue.recipes();
    }

    /** The reward functions that are hosted or reached. */
    @GET
    @Path("functions")
    @Operation(summary = "The reward functions that are hosted or reached here, and what each guarantees")
    public byte[] functions() {
        return catalogue.functions();
    }
}
