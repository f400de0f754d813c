package dev.assay.gateway.trainer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.gateway.label.Samples;
import dev.assay.gateway.label.Sources;
import dev.assay.gateway.rest.Answer;
import dev.assay.gateway.rest.Catalogue;
import dev.assay.gateway.rest.Problems;
import dev.assay.gateway.rest.ScoreEndpoint;
import dev.assay.gateway.rest.ScoreOptions;
import dev.assay.recipe.Recipes;
import dev.assay.reward.AssayException;
import dev.assay.reward.RewardFunction;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * The gateway's addresses over a plain HTTP server: everything but the framework is what serves in production. As a
 * program it prints its port and serves until its input ends.
 */
final class Gateway implements AutoCloseable {
    private static final Form OPEN_RLHF = new OpenRlhfForm();
    private static final Form SLIME = new SlimeForm();
    private static final Form NEMO_GYM = new NemoGymForm();

    private final Scoring scoring;
    private final ScoreEndpoint scores;
    private final TrainerEndpoint trainers;
    private final Catalogue catalogue;
    private final HttpServer server;
    final Map<String, Integer> verdicts = new ConcurrentHashMap<>();

    Gateway(int port, Duration functionTimeout, ScoreOptions options, List<RewardFunction> more) {
        List<RewardFunction> functions = new ArrayList<>(more);
        // A function of the test takes the tasks of the sandbox, and two may not own one.
        functions.addAll(Functions.installed(
                        function -> more.isEmpty() || !function.grader().startsWith("code-sandbox"))
                .all());
        this.scoring = new Scoring(
                new Functions(functions),
                Recipes.shipped(),
                ScoringOptions.defaults().withFunctionTimeout(functionTimeout),
                _ -> {});
        this.scores = new ScoreEndpoint(scoring, scoring.recipes().named("accuracy"), options);
        this.trainers = new TrainerEndpoint(
                scores,
                new Samples(Sources.shipped()),
                scoring.executor(),
                options.bodyLimit(),
                (form, label) -> verdicts.merge(form + " " + label, 1, Integer::sum));
        this.catalogue = new Catalogue(scoring);
        try {
            this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 512);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static Gateway start() {
        return new Gateway(0, Duration.ofSeconds(10), ScoreOptions.defaults(), List.of());
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            Answer answer;
            try {
                answer = route(exchange.getRequestURI().getPath(), query, body)
                        .toCompletableFuture()
                        .join();
            } catch (AssayException e) {
                answer = Problems.of(e);
            }
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private CompletionStage<Answer> route(String path, Map<String, String> query, byte[] body) {
        Asked asked = Asked.of(
                Optional.ofNullable(query.get("recipe")),
                Optional.ofNullable(query.get("source")),
                Optional.ofNullable(query.get("task")),
                Optional.ofNullable(query.get("on_failure")),
                Optional.ofNullable(query.get("reward_key")));
        return switch (path) {
            case "/v1/score" -> scores.score(body, asked.recipe());
            case "/v1/score/labelled" -> trainers.labelled(body, asked);
            case "/v1/recipes" ->
                CompletableFuture.completedStage(new Answer(200, "application/json", Map.of(), catalogue.recipes()));
            case "/get_reward" -> trainers.answer(OPEN_RLHF, body, asked);
            case "/slime/reward" -> trainers.answer(SLIME, body, asked);
            case "/verify" -> trainers.answer(NEMO_GYM, body, asked);
            default -> CompletableFuture.completedStage(new Answer(404, "text/plain", Map.of(), new byte[0]));
        };
    }

    private static Map<String, String> query(@org.jspecify.annotations.Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    /** What a shutdown does first. */
    void stopScoring() {
        scoring.close();
    }

    @Override
    public void close() {
        server.stop(0);
        scoring.close();
    }

    /** Serves on the given port until the input ends. */
    public static void main(String[] arguments) throws IOException {
        try (Gateway gateway = new Gateway(
                Integer.parseInt(arguments[0]), Duration.ofSeconds(10), ScoreOptions.defaults(), List.of())) {
            System.out.println(gateway.url());
            while (System.in.read() >= 0) {
                // Only the end matters.
            }
        }
    }
}
