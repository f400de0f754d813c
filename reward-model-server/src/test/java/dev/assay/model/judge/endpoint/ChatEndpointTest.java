package dev.assay.model.judge.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.judge.PlayedEndpoint;
import dev.assay.model.judge.endpoint.CallFailure.Cause;
import dev.assay.model.judge.statistics.JudgeStatistics;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import dev.assay.reward.Deadline;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChatEndpointTest {
    private static final ChatRequest HELLO =
            new ChatRequest(List.of(new ChatRequest.Message("user", "hello")), 100, OptionalLong.empty());

    private final JudgeStatistics statistics = new JudgeStatistics();
    private final PlayedTime time = new PlayedTime();

    private static Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(5));
    }

    private static EndpointSettings.Limits limits(int concurrency, int attempts) {
        return new EndpointSettings.Limits(
                Duration.ofSeconds(2), concurrency, OptionalInt.empty(), OptionalInt.empty(), attempts, 0.2, 1 << 16);
    }

    private ChatAnswer ask(EndpointSettings settings) {
        return ask(settings, deadline());
    }

    private ChatAnswer ask(EndpointSettings settings, Deadline deadline) {
        try (ChatEndpoint endpoint = new ChatEndpoint(settings, statistics, time)) {
            return endpoint.ask(HELLO, deadline);
        }
    }

    private static CallFailure failure(ChatAnswer answer) {
        return ((ChatAnswer.Unanswered) answer).failure();
    }

    @Test
    void theRequestHasOpenAisFormAndTheKeyInTheHeader() throws IOException {
        List<String> headers = new ArrayList<>();
        try (var server = new PlayedEndpoint(heard -> {
            headers.add(heard.header("Authorization"));
            heard.say("hi");
        })) {
            EndpointSettings settings = new EndpointSettings(
                    URI.create(server.url() + "/"),
                    "m",
                    Optional.of(ApiKey.of("test", " sk-secret\n")),
                    OptionalDouble.of(0.5),
                    OptionalLong.of(3),
                    100,
                    200,
                    "max_completion_tokens",
                    Map.of("chat_template_kwargs", "{\"enable_thinking\":false}"),
                    Duration.ofSeconds(10),
                    EndpointSettings.Limits.DEFAULT);

            try (ChatEndpoint endpoint = new ChatEndpoint(settings, statistics)) {
                ChatRequest request = new ChatRequest(
                        List.of(new ChatRequest.Message("system", "s"), new ChatRequest.Message("user", "\uD800é")),
                        100,
                        OptionalLong.of(3));

                assertThat(endpoint.ask(request, deadline())).isEqualTo(new ChatAnswer.Said("hi", false));
            }
            assertThat(server.bodies().getFirst())
                    .hasToString("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},"
                            + "{\"role\":\"user\",\"content\":\"\uFFFDé\"}],\"max_completion_tokens\":100,"
                            + "\"temperature\":0.5,\"seed\":3,\"chat_template_kwargs\":{\"enable_thinking\":false}}");
            assertThat(headers).containsExactly("Bearer sk-secret");
            assertThat(settings.toString()).doesNotContain("sk-secret");
            assertThat(statistics.get(Count.PROMPT_TOKENS)).isEqualTo(11);
            assertThat(statistics.get(Count.COMPLETION_TOKENS)).isEqualTo(7);
            assertThat(statistics.latency().count()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":null,\"reasoning_content\":\"hm\"}}]}",
                "{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"role\":\"assistant\"}}]}"
            })
    void anAnswerThatIsAllReasoningIsEmptyAndTruncated(String body) throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.send(200, body))) {
            assertThat(ask(server.settings())).isEqualTo(new ChatAnswer.Said("", true));
        }
    }

    @Test
    void anAnswerInPartsIsJoined() throws IOException {
        try (var server = new PlayedEndpoint(
                heard -> heard.send(
                        200,
                        "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}}]}"))) {
            assertThat(ask(server.settings())).isEqualTo(new ChatAnswer.Said("ab", false));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 529})
    void troubleThatPassesIsTriedAgainWithPausesThatDouble(int status) throws IOException {
        try (var server = new PlayedEndpoint(heard -> {
            if (heard.number() < 4) {
                heard.send(status, "");
            } else {
                heard.say("at last");
            }
        })) {
            assertThat(ask(server.settings())).isEqualTo(new ChatAnswer.Said("at last", false));
            assertThat(server.requests()).isEqualTo(4);
            assertThat(time.pauses())
                    .containsExactly(Duration.ofMillis(500), Duration.ofMillis(1000), Duration.ofMillis(2000));
            assertThat(statistics.get(Count.RETRIES)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "Thu, 01 Jan 2026 00:00:07 GMT"})
    void retryAfterIsHonoured(String retryAfter) throws IOException {
        try (var server = new PlayedEndpoint(heard -> {
            if (heard.number() == 1) {
                heard.send(429, "", Map.of("Retry-After", retryAfter));
            } else {
                heard.say("now");
            }
        })) {
            assertThat(ask(server.settings())).isEqualTo(new ChatAnswer.Said("now", false));
            assertThat(time.total()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        }
    }

    @Test
    void aPauseThatIsLongerThanTheDeadlineIsNotWaitedFor() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.send(429, "", Map.of("Retry-After", "3000")))) {
            CallFailure failure = failure(ask(server.settings()));

            assertThat(failure.cause()).isEqualTo(Cause.OVERLOADED);
            assertThat(server.requests()).isEqualTo(1);
            assertThat(time.pauses()).isEmpty();
        }
    }

    @Test
    void attemptsEnd() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.send(500, "{\"error\":{\"message\":\"out of memory\"}}"))) {
            CallFailure failure = failure(ask(server.settings().withLimits(limits(4, 3))));

            assertThat(failure)
                    .isEqualTo(
                            new CallFailure(Cause.UNAVAILABLE, "the endpoint answered with status 500: out of memory"));
            assertThat(server.requests()).isEqualTo(3);
            assertThat(statistics.get(Count.FAILED_CALLS)).isEqualTo(1);
        }
    }

    @Test
    void whatTheEndpointDoesNotAcceptIsNotTriedAgainAndTheKeyIsNotRepeated() throws IOException {
        try (var server = new PlayedEndpoint(
                heard -> heard.send(401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-12345.\"}}"))) {
            CallFailure failure = failure(ask(server.settings().withKey(ApiKey.of("test", "sk-12345"))));

            assertThat(failure)
                    .isEqualTo(new CallFailure(
                            Cause.REFUSED,
                            "the endpoint answered with status 401: Incorrect API key provided: [key]."));
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void redirectionsAreNotFollowed() throws IOException {
        AtomicInteger elsewhere = new AtomicInteger();
        try (var other = new PlayedEndpoint(heard -> {
                    elsewhere.incrementAndGet();
                    heard.say("caught");
                });
                var server = new PlayedEndpoint(
                        heard -> heard.send(307, "", Map.of("Location", other.url() + "/chat/completions")))) {
            assertThat(failure(ask(server.settings())).cause()).isEqualTo(Cause.REFUSED);
            assertThat(elsewhere.get()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"choices\":[{\"mess", "[]", "null", "{\"choices\":[]}", "<html>ok</html>"})
    void anAnswerThatIsNoCompletionIsAFailureAfterItsRetries(String body) throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.send(200, body))) {
            assertThat(failure(ask(server.settings().withLimits(limits(4, 2)))).cause())
                    .isEqualTo(Cause.INVALID_ANSWER);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerWithoutEndIsBoundedInSize() throws IOException {
        try (var server = new PlayedEndpoint(heard -> {
            heard.exchange().sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 16];
            for (int i = 0; i < 10_000; i++) {
                heard.exchange().getResponseBody().write(block);
            }
        })) {
            CallFailure failure = failure(ask(server.settings().withLimits(limits(4, 3))));

            assertThat(failure)
                    .isEqualTo(new CallFailure(Cause.INVALID_ANSWER, "the answer is larger than 65536 bytes"));
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() throws IOException {
        try (var server = new PlayedEndpoint(heard -> {
            if (heard.number() == 1) {
                heard.exchange().close();
            } else {
                heard.say("ok");
            }
        })) {
            assertThat(ask(server.settings())).isEqualTo(new ChatAnswer.Said("ok", false));
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerThatBreaksOffInTheMiddleIsAFailure() throws IOException {
        try (var server = new PlayedEndpoint(heard -> {
            byte[] half = PlayedEndpoint.completion("[[A>B]]", "stop")
                    .substring(0, 40)
                    .getBytes(StandardCharsets.UTF_8);
            heard.exchange().sendResponseHeaders(200, 1000);
            heard.exchange().getResponseBody().write(half);
            heard.exchange().getResponseBody().flush();
            throw new IOException("broken on purpose");
        })) {
            assertThat(failure(ask(server.settings().withLimits(limits(4, 2)))).cause())
                    .isEqualTo(Cause.UNAVAILABLE);
        }
    }

    @Test
    void nobodyThereIsAFailure() throws IOException {
        URI nobody;
        try (var server = new PlayedEndpoint(heard -> heard.say("ok"))) {
            nobody = server.url();
        }

        CallFailure failure = failure(ask(EndpointSettings.of(nobody, "m").withLimits(limits(1, 2))));

        assertThat(failure.cause()).isEqualTo(Cause.UNAVAILABLE);
        assertThat(statistics.get(Count.REQUESTS)).isEqualTo(2);
    }

    @Test
    void aSlowAnswerIsATimeoutAndNotAskedForAgain() throws IOException {
        try (var server = new PlayedEndpoint(PlayedEndpoint.Heard::hang)) {
            CallFailure failure = failure(ask(server.settings().withTimeout(Duration.ofMillis(200))));

            assertThat(failure.cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatDripsDoesNotOutliveTheDeadline() throws IOException {
        try (var server = new PlayedEndpoint(heard -> {
            heard.exchange().sendResponseHeaders(200, 0);
            heard.exchange().getResponseBody().write('{');
            heard.exchange().getResponseBody().flush();
            heard.hang();
        })) {
            CallFailure failure = failure(ask(server.settings(), Deadline.after(Duration.ofMillis(200))));

            assertThat(failure.cause()).isEqualTo(Cause.TIMEOUT);
        }
    }

    @Test
    void anInterruptionEndsTheCallAndFreesItsTurn() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (var server = new PlayedEndpoint(heard -> {
                    if (heard.number() == 1) {
                        arrived.countDown();
                        heard.hang();
                    } else {
                        heard.say("next");
                    }
                });
                ChatEndpoint endpoint =
                        new ChatEndpoint(server.settings().withLimits(limits(1, 1)), statistics, time)) {
            List<ChatAnswer> answers = new ArrayList<>();
            Thread caller = Thread.ofVirtual().start(() -> answers.add(endpoint.ask(HELLO, deadline())));
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();
            assertThat(caller.join(Duration.ofSeconds(20))).isTrue();

            assertThat(failure(answers.getFirst()).cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(endpoint.ask(HELLO, deadline())).isEqualTo(new ChatAnswer.Said("next", false));
            assertThat(statistics.underWay().get()).isZero();
        }
    }
}
