package dev.assay.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.recipe.UrlFunction;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.Reason;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlRewardFunctionTest {
    private static final List<Rollout> TWO =
            List.of(Rollout.builder("a", "math", "é").answer("1").build(), Rollout.of("b", "mine", "x"));

    private final AtomicReference<String> received = new AtomicReference<>("");
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }

    /** What the server does with a request. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private void serve(Answer answer) {
        server.createContext("/", exchange -> {
            try (exchange) {
                received.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                answer.to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void serve(int status, String body) {
        serve(exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    private UrlRewardFunction function(URI url, Duration timeout) {
        return new UrlRewardFunction(new UrlFunction("brevity", url, timeout, 32), client);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/score");
    }

    private List<Outcome> call() {
        return call(Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    private List<Outcome> call(Duration timeout, Duration deadline) {
        return function(url(), timeout).configure(Settings.NONE).scoreAll(TWO, Deadline.after(deadline));
    }

    private static ErrorCode code(Runnable call) {
        try {
            call.run();
        } catch (AssayException e) {
            return e.code();
        }
        throw new AssertionError("the call went well");
    }

    private void allFailed(String what) {
        assertThat(call()).hasSize(2).allSatisfy(outcome -> {
            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(outcome.reason()).isEqualTo(ReasonCode.REMOTE_INVALID);
            assertThat(outcome.evidence()).contains(what);
        });
    }

    @Test
    void rolloutsArePostedAsTheContractSaysAndOutcomesKeepTheirOrder() {
        serve(
                200,
                "{\"components\": [{\"value\": 0.7, \"reason\": \"short\", \"evidence\": \"e\"}, {\"outcome\": \"NOT_APPLICABLE\"}]}");

        assertThat(call())
                .containsExactly(
                        Outcome.scored(0.7, Reason.of("short"), "e"), Outcome.notApplicable(ReasonCode.NOT_MINE, ""));
        assertThat(received.get())
                .isEqualTo("{\"rollouts\":["
                        + "{\"id\":\"a\",\"groupId\":\"a\",\"task\":\"math\",\"completion\":\"é\",\"reference\":{\"answer\":\"1\"}},"
                        + "{\"id\":\"b\",\"groupId\":\"b\",\"task\":\"mine\",\"completion\":\"x\"}]}");
    }

    @Test
    void oneRolloutIsABatchOfOne() {
        serve(200, "{\"components\":[{\"value\":1}]}");

        assertThat(function(url(), Duration.ofSeconds(30))
                        .configure(Settings.NONE)
                        .score(TWO.getFirst(), Deadline.after(Duration.ofSeconds(30)))
                        .value())
                .hasValue(1);
    }

    @Test
    void anAnswerOfAnotherLengthFailsAll() {
        serve(200, "{\"components\":[{\"value\":1}]}");
        allFailed("1 components for 2 rollouts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"components\":[{\"value\":1},{\"value\":\"x\"}]}",
                "{\"components\":["
            })
    void anAnswerOfAnotherFormFailsAll(String body) {
        serve(200, body);
        allFailed("http://127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 400, 401, 404, 500})
    void aStatusThatWillNotChangeFailsAll(int status) {
        serve(status, "{\"components\":[{\"value\":1},{\"value\":1}]}");
        allFailed("status " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void aStatusThatMayPassIsTransient(int status) {
        serve(status, "");

        ErrorCode code = code(this::call);
        assertThat(code).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(code.isTransient()).isTrue();
    }

    @Test
    void aServerThatDoesNotAnswerRunsIntoTheDeadline() {
        serve(exchange -> released.await(60, TimeUnit.SECONDS));

        assertThat(code(() -> call(Duration.ofMillis(100), Duration.ofSeconds(60))))
                .isEqualTo(ErrorCode.DEADLINE);
        assertThat(code(() -> call(Duration.ofSeconds(60), Duration.ofMillis(100))))
                .isEqualTo(ErrorCode.DEADLINE);
    }

    @Test
    void aServerThatStopsInTheMiddleOfItsAnswerRunsIntoTheDeadline() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            released.await(60, TimeUnit.SECONDS);
        });

        assertThat(code(() -> call(Duration.ofMillis(200), Duration.ofSeconds(60))))
                .isEqualTo(ErrorCode.DEADLINE);
    }

    @Test
    void aDeadlineThatIsOverCallsNobody() {
        serve(200, "{}");

        assertThat(code(() -> call(Duration.ofSeconds(1), Duration.ZERO))).isEqualTo(ErrorCode.DEADLINE);
        assertThat(received.get()).isEmpty();
    }

    @Test
    void anAnswerBeyondEveryMessageLimitIsNotTakenIntoMemory() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                exchange.getResponseBody().write(block);
            }
        });

        assertThat(code(this::call)).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        UrlRewardFunction function = function(URI.create("http://127.0.0.1:" + port + "/"), Duration.ofSeconds(30));

        assertThat(code(() -> function.configure(Settings.NONE).scoreAll(TWO, Deadline.after(Duration.ofSeconds(30)))))
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void theFunctionDescribesItself() {
        UrlRewardFunction function = function(url(), Duration.ofSeconds(2));

        assertThat(function.component()).isEqualTo("brevity");
        assertThat(function.owns("anything")).isTrue();
        assertThat(function.grader()).isEqualTo(url().toString());
        assertThat(function.execution()).isEqualTo(Execution.waiting(8, 32));
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> function.configure(Settings.of("x", 1)))
                .withMessage("unknown setting 'x'; known: none");
    }
}
