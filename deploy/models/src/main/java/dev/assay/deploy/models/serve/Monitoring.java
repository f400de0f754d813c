package dev.assay.deploy.models.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /metrics}, {@code /health/live} and {@code /health/ready}, on loopback. */
final class Monitoring implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    Monitoring(int port, Supplier<String> metrics, BooleanSupplier ready) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        } catch (IOException e) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION, "the port " + port + " for metrics cannot be used: " + e.getMessage(), e);
        }
        server.setExecutor(executor);
        server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.get()));
        server.createContext("/health/live", exchange -> health(exchange, true));
        server.createContext("/health/ready", exchange -> health(exchange, ready.getAsBoolean()));
        server.start();
    }

    private static void health(HttpExchange exchange, boolean up) throws IOException {
        answer(exchange, up ? 200 : 503, "{\"status\": \"" + (up ? "UP" : "DOWN") + "\"}\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            boolean json = text.startsWith("{");
            exchange.getResponseHeaders()
                    .set("Content-Type", json ? "application/json" : "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
