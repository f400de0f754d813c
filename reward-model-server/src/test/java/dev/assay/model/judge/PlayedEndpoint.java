package dev.assay.model.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.model.judge.endpoint.EndpointSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real HTTP server on loopback that plays a chat endpoint by a rule. */
public final class PlayedEndpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How the endpoint answers what it heard. */
    @FunctionalInterface
    public interface Rule {
        void answer(Heard heard) throws IOException, InterruptedException;
    }

    /** A request, and the ways to answer it. */
    public final class Heard {
        private final HttpExchange exchange;
        private final JsonNode body;
        private final int number;

        private Heard(HttpExchange exchange, JsonNode body, int number) {
            this.exchange = exchange;
            this.body = body;
            this.number = number;
        }

        public JsonNode body() {
            return body;
        }

        /** From 1. */
        public int number() {
            return number;
        }

        public String header(String name) {
            return String.valueOf(exchange.getRequestHeaders().getFirst(name));
        }

        public String user() {
            return body.path("messages").path(1).path("content").asText();
        }

        /** The text of a section of the question. */
        public String section(String name) {
            Matcher matcher = Pattern.compile(
                            "===== ([0-9a-f]{24}) BEGIN " + name + " =====\n(.*)\n===== \\1 END " + name + " =====",
                            Pattern.DOTALL)
                    .matcher(user());
            return matcher.find() ? matcher.group(2) : "";
        }

        public void say(String content) throws IOException {
            say(content, "stop");
        }

        public void say(String content, String finishReason) throws IOException {
            send(200, completion(content, finishReason));
        }

        public void send(int status, String text) throws IOException {
            send(status, text, Map.of());
        }

        public void send(int status, String text, Map<String, String> headers) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            headers.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        public HttpExchange exchange() {
            return exchange;
        }

        /** Waits until the test is over. */
        public void hang() throws InterruptedException {
            over.await();
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();

    public PlayedEndpoint(Rule rule) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", exchange -> {
            try (exchange) {
                JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
                bodies.add(body);
                rule.answer(new Heard(exchange, body, requests.incrementAndGet()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** The JSON of a completion. */
    public static String completion(String content, String finishReason) throws IOException {
        return JSON.writeValueAsString(Map.of(
                "choices",
                List.of(Map.of(
                        "index",
                        0,
                        "finish_reason",
                        finishReason,
                        "message",
                        Map.of("role", "assistant", "content", content))),
                "usage",
                Map.of("prompt_tokens", 11, "completion_tokens", 7)));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    public EndpointSettings settings() {
        return EndpointSettings.of(url(), "judge-model");
    }

    public int requests() {
        return requests.get();
    }

    public List<JsonNode> bodies() {
        return bodies;
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
