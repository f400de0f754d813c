package dev.assay.bench.grpc;

import dev.assay.bench.peer.UntilInputEnds;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import dev.assay.recipe.Recipes;
import dev.assay.service.grpc.GrpcEndpoint;
import dev.assay.service.grpc.GrpcOptions;
import dev.assay.service.grpc.RewardsService;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import java.util.List;

/** The service with the format check and nothing else, as a process. */
public final class AssayServer {
    /** The format of every rollout, and nothing else. */
    static final String RECIPE = "name: form\ntasks:\n  default: {components: {format: 1}}\n";

    private AssayServer() {}

    /** Listens on a free port, prints it, and stops at the end of its input. */
    public static void main(String[] arguments) {
        Recipe recipe = RecipeReader.read("form", RECIPE);
        Functions functions =
                Functions.installed(function -> function.component().equals("format"));
        GrpcOptions options = GrpcOptions.defaults().at("127.0.0.1", 0);
        try (Scoring scoring = new Scoring(functions, Recipes.shipped(), ScoringOptions.defaults(), _ -> {});
                GrpcEndpoint endpoint = GrpcEndpoint.start(
                        options, scoring.executor(), List.of(new RewardsService(scoring, recipe, options)))) {
            System.out.println("READY " + endpoint.port());
            UntilInputEnds.await();
        }
    }
}
