package dev.assay.model.judge.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.judge.PlayedEndpoint;
import dev.assay.model.judge.endpoint.CallFailure.Cause;
import dev.assay.model.judge.statistics.JudgeStatistics;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import dev.assay.reward.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits, retries and turns of an endpoint, which its calls share. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChatEndpointLimitsTest {
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

    private static CallFailure failure(ChatAnswer answer) {
        return ((ChatAnswer.Unanswered) answer).failure();
    }

    @Test
    void afterA429AllCallsWaitAndNotOnlyTheOneThatWasTold() throws IOException {
        try (var server = new PlayedEndpoint(heard -> {
                    if (heard.number() == 1) {
                        heard.send(429, "", Map.of("Retry-After", "60"));
                    } else {
                        heard.say("ok");
                    }
                });
                ChatEndpoint endpoint =
                        new ChatEndpoint(server.settings().withLimits(limits(1, 1)), statistics, time)) {
            assertThat(failure(endpoint.ask(HELLO, deadline())).cause()).isEqualTo(Cause.OVERLOADED);
            assertThat(time.pauses()).isEmpty();

            endpoint.ask(HELLO, deadline());

            assertThat(time.pauses()).containsExactly(Duration.ofSeconds(60));
        }
    }

    @Test
    void retriesOfAllCallsShareABudget() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.send(500, ""));
                ChatEndpoint endpoint =
                        new ChatEndpoint(server.settings().withLimits(limits(2, 4)), statistics, time)) {
            for (int call = 0; call < 100; call++) {
                assertThat(failure(endpoint.ask(HELLO, deadline())).cause()).isEqualTo(Cause.UNAVAILABLE);
            }

            // A full budget of 10 + 2, and a fifth for each call; without a budget there would be 400 requests.
            assertThat(server.requests()).isBetween(125, 132);
            assertThat(statistics.get(Count.RETRIES)).isEqualTo(server.requests() - 100);
            assertThat(statistics.get(Count.RETRIES_REFUSED)).isPositive();
        }
    }

    @Test
    void underManyRefusalsFewerRequestsAreUnderWayAndAllCallsEndWell() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger arrived = new AtomicInteger();
        CountDownLatch refused = new CountDownLatch(1);
        try (var server = new PlayedEndpoint(heard -> {
                    int place = arrived.incrementAndGet();
                    try {
                        if (inside.incrementAndGet() > 2) {
                            heard.send(429, "");
                            refused.countDown();
                        } else {
                            refused.await();
                            // The work lasts until another request has come, or none is on its way.
                            while (arrived.get() == place
                                    && statistics.underWay().get() > inside.get()) {
                                Thread.yield();
                            }
                            heard.say("ok");
                        }
                    } finally {
                        inside.decrementAndGet();
                    }
                });
                ChatEndpoint endpoint =
                        new ChatEndpoint(server.settings().withLimits(limits(8, 10)), statistics, time)) {
            List<ChatAnswer> answers = together(200, endpoint);

            long well =
                    answers.stream().filter(ChatAnswer.Said.class::isInstance).count();
            assertThat(well).as("of 200 calls at an endpoint for two").isGreaterThanOrEqualTo(190);
            assertThat(server.requests()).isLessThan(260);
        }
    }

    private static List<ChatAnswer> together(int calls, ChatEndpoint endpoint) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ChatAnswer>> futures = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                futures.add(threads.submit(() -> endpoint.ask(HELLO, deadline())));
            }
            List<ChatAnswer> answers = new ArrayList<>();
            for (Future<ChatAnswer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    @Test
    void noMoreRequestsAreUnderWayThanAllowed() throws Exception {
        AtomicInteger most = new AtomicInteger();
        // The endpoint's work lasts until as many are under way as may be.
        CyclicBarrier three = new CyclicBarrier(
                3, () -> most.accumulateAndGet((int) statistics.underWay().get(), Math::max));
        try (var server = new PlayedEndpoint(heard -> {
                    try {
                        three.await();
                    } catch (BrokenBarrierException e) {
                        throw new IOException(e);
                    }
                    heard.say("ok");
                });
                ChatEndpoint endpoint =
                        new ChatEndpoint(server.settings().withLimits(limits(3, 1)), statistics, time)) {
            assertThat(together(30, endpoint)).allMatch(ChatAnswer.Said.class::isInstance);
            assertThat(most.get()).isEqualTo(3);
        }
    }

    @Test
    void requestsAMinuteAreSpread() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.say("ok"));
                ChatEndpoint endpoint = new ChatEndpoint(
                        server.settings()
                                .withLimits(new EndpointSettings.Limits(
                                        Duration.ofSeconds(2),
                                        4,
                                        OptionalInt.of(60),
                                        OptionalInt.empty(),
                                        1,
                                        0.2,
                                        1 << 16)),
                        statistics,
                        time)) {
            for (int call = 0; call < 90; call++) {
                assertThat(endpoint.ask(HELLO, deadline())).isInstanceOf(ChatAnswer.Said.class);
            }

            assertThat(time.total()).as("60 at once, then one a second").isBetween(seconds(29), seconds(31));
        }
    }

    @Test
    void tokensAMinuteAreCountedAsTheEndpointCountsThem() throws IOException {
        try (var server = new PlayedEndpoint(heard -> heard.say("ok"));
                ChatEndpoint endpoint = new ChatEndpoint(
                        server.settings()
                                .withLimits(new EndpointSettings.Limits(
                                        Duration.ofSeconds(2),
                                        4,
                                        OptionalInt.empty(),
                                        OptionalInt.of(600),
                                        1,
                                        0.2,
                                        1 << 16)),
                        statistics,
                        time)) {
            // A call is thought to take its request and 100 tokens, and takes 18.
            for (int call = 0; call < 60; call++) {
                assertThat(endpoint.ask(HELLO, deadline())).isInstanceOf(ChatAnswer.Said.class);
            }

            assertThat(time.total()).isBetween(seconds(40), seconds(70));
        }
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void waitingForATurnDoesNotOutliveTheDeadline() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (var server = new PlayedEndpoint(heard -> {
                    arrived.countDown();
                    heard.hang();
                });
                ChatEndpoint endpoint = new ChatEndpoint(server.settings().withLimits(limits(1, 1)), statistics, time);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ChatAnswer> first = threads.submit(() -> endpoint.ask(HELLO, deadline()));
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            CallFailure failure = failure(endpoint.ask(HELLO, Deadline.after(Duration.ofMillis(100))));

            assertThat(failure).isEqualTo(new CallFailure(Cause.TIMEOUT, "too many calls were under way"));
            assertThat(server.requests()).isEqualTo(1);
            first.cancel(true);
        }
    }
}
