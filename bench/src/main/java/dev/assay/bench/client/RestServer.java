package dev.assay.bench.client;

import com.sun.net.httpserver.HttpServer;
import dev.assay.bench.peer.UntilInputEnds;
import dev.assay.gateway.rest.Answer;
import dev.assay.gateway.rest.ScoreEndpoint;
import dev.assay.gateway.rest.ScoreOptions;
import dev.assay.recipe.Recipes;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executors;

/** {@code POST /v1/score} with the functions that are installed, over the JDK's HTTP server, as a process. */
public final class RestServer {
    private RestServer() {}

    /** Listens on a free port, prints it, and stops at the end of its input. */
    public static void main(String[] arguments) throws IOException {
        try (Scoring scoring = new Scoring(
                Functions.installed(_ -> true), Recipes.shipped(), ScoringOptions.defaults(), _ -> {})) {
            ScoreEndpoint endpoint =
                    new ScoreEndpoint(scoring, scoring.recipes().named("accuracy"), ScoreOptions.defaults());
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 512);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/v1/score", exchange -> {
                try (exchange) {
                    Answer answer = endpoint.score(exchange.getRequestBody().readAllBytes(), Optional.empty())
                            .toCompletableFuture()
                            .join();
                    exchange.getResponseHeaders().set("Content-Type", answer.type());
                    exchange.sendResponseHeaders(answer.status(), answer.body().length);
                    exchange.getResponseBody().write(answer.body());
                }
            });
            server.start();
            System.out.println("READY " + server.getAddress().getPort());
            UntilInputEnds.await();
            server.stop(0);
        }
    }
}
