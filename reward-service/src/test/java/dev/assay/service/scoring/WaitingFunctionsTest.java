package dev.assay.service.scoring;

import static dev.assay.service.scoring.Fakes.FAR;
import static dev.assay.service.scoring.Fakes.await;
import static dev.assay.service.scoring.Fakes.awaitStubbornly;
import static dev.assay.service.scoring.Fakes.engine;
import static dev.assay.service.scoring.Fakes.get;
import static dev.assay.service.scoring.Fakes.number;
import static dev.assay.service.scoring.Fakes.only;
import static dev.assay.service.scoring.Fakes.options;
import static dev.assay.service.scoring.Fakes.recipe;
import static dev.assay.service.scoring.Fakes.rollout;
import static dev.assay.service.scoring.Fakes.start;
import static dev.assay.service.scoring.Fakes.until;
import static dev.assay.service.scoring.Fakes.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Scorer;
import dev.assay.rollout.Rollout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
final class WaitingFunctionsTest {
    private static List<Rollout> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> rollout("r" + i, "" + i)).toList();
    }

    @Test
    void callsRunBesideEachOtherUpToTheConcurrency() {
        int concurrency = 3;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(concurrency);
        Scorer meeting = (rollout, _) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            together.countDown();
            await(together);
            running.decrementAndGet();
            return number(rollout);
        };
        try (Scoring scoring = engine(options(1, 60_000), waiting("a", concurrency, 1, meeting))) {
            List<Scoring.Result> results = get(start(scoring, numbered(30), recipe("a: 1")));

            for (int i = 0; i < 30; i++) {
                assertThat(only(results.get(i)).value()).hasValue(i);
            }
            assertThat(most).hasValue(concurrency);
        }
    }

    @Test
    void rolloutsAreBatchedAndKeepTheirOrder() {
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        Scorer batched = new Scorer() {
            @Override
            public Outcome score(Rollout rollout, Deadline deadline) {
                throw new AssertionError("one by one");
            }

            @Override
            public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
                sizes.add(rollouts.size());
                return rollouts.stream().map(Fakes::number).toList();
            }
        };
        try (Scoring scoring = engine(options(1, 10_000), new Fakes.Fake("a", Execution.waiting(2, 8), batched))) {
            List<Scoring.Result> results = get(start(scoring, numbered(20), recipe("a: 1")));

            assertThat(sizes).containsExactlyInAnyOrder(8, 8, 4);
            for (int i = 0; i < 20; i++) {
                assertThat(only(results.get(i)).value()).hasValue(i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, 3, REMOTE_UNAVAILABLE",
        "OVERLOADED, 3, OVERLOADED",
        "INTERNAL, 1, THREW",
        "INVALID_FIELD, 1, THREW",
    })
    void onlyTroubleThatMayPassIsTriedAgain(ErrorCode code, int attempts, ReasonCode reason) {
        AtomicInteger calls = new AtomicInteger();
        Scorer failing = (_, _) -> {
            calls.incrementAndGet();
            throw new AssayException(code, "trouble");
        };
        try (Scoring scoring = engine(options(1, 60_000), waiting("a", 1, 1, failing))) {
            Outcome outcome =
                    only(get(start(scoring, numbered(1), recipe("a: 1"))).getFirst());

            assertThat(outcome).isEqualTo(Outcome.failed(reason, "trouble"));
            assertThat(calls).hasValue(attempts);
        }
    }

    @Test
    void troubleThatPassesIsForgotten() {
        AtomicInteger calls = new AtomicInteger();
        Scorer recovering = (rollout, _) -> {
            if (calls.incrementAndGet() < 3) {
                throw new AssayException(ErrorCode.UNAVAILABLE, "trouble");
            }
            return number(rollout);
        };
        try (Scoring scoring = engine(options(1, 60_000), waiting("a", 1, 1, recovering))) {
            assertThat(only(get(start(scoring, List.of(rollout("r", "5")), recipe("a: 1")))
                                    .getFirst())
                            .value())
                    .hasValue(5);
        }
    }

    @Test
    void aSlowCallIsATimeoutAndHoldsUpOnlyItself() {
        CountDownLatch released = new CountDownLatch(1);
        Scorer slow = (rollout, _) -> {
            if (rollout.judged().equals("0")) {
                awaitStubbornly(released);
            }
            return number(rollout);
        };
        try (Scoring scoring = engine(options(1, 200), waiting("a", 2, 1, slow))) {
            List<Scoring.Result> results = get(start(scoring, numbered(5), recipe("a: 1")));

            assertThat(only(results.getFirst())).isInstanceOf(Outcome.Timeout.class);
            assertThat(only(results.getFirst()).reason()).isEqualTo(ReasonCode.DEADLINE);
            for (int i = 1; i < 5; i++) {
                assertThat(only(results.get(i)).value()).hasValue(i);
            }
            assertThat(scoring.stuck()).isEqualTo(Map.of("a", 1));
            released.countDown();
            until(() -> scoring.stuck().isEmpty());
        }
    }

    @Test
    void aSlowCallIsInterruptedAndCountsAsBack() {
        CountDownLatch never = new CountDownLatch(1);
        Scorer interruptible = (rollout, _) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return number(rollout);
        };
        try (Scoring scoring = engine(options(1, 100), waiting("a", 2, 1, interruptible))) {
            assertThat(get(start(scoring, numbered(3), recipe("a: 1"))))
                    .allSatisfy(result -> assertThat(only(result)).isInstanceOf(Outcome.Timeout.class));
            until(() -> scoring.stuck().isEmpty());
        }
    }

    @Test
    void whoWaitsForHisTurnUntilTheDeadlineWasNotStarted() {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Scorer slow = (rollout, _) -> {
            running.countDown();
            awaitStubbornly(released);
            return number(rollout);
        };
        try (Scoring scoring = engine(options(1, 60_000), waiting("a", 1, 1, slow))) {
            CompletableFuture<List<Scoring.Result>> first = start(scoring, numbered(1), recipe("a: 1"));
            await(running);
            List<Scoring.Result> late =
                    get(start(scoring, numbered(1), recipe("a: 1"), Deadline.after(Duration.ofMillis(100))));

            assertThat(only(late.getFirst())).isInstanceOf(Outcome.Timeout.class);
            assertThat(only(late.getFirst()).reason()).isEqualTo(ReasonCode.NOT_STARTED);
            released.countDown();
            assertThat(only(get(first).getFirst()).value()).hasValue(0);
            until(() -> scoring.stuck().isEmpty());
        }
    }

    @Test
    void anAnswerOfAnotherLengthHasFailed() {
        Scorer wrong = new Scorer() {
            @Override
            public Outcome score(Rollout rollout, Deadline deadline) {
                return number(rollout);
            }

            @Override
            public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
                return List.of();
            }
        };
        try (Scoring scoring = engine(options(1, 10_000), new Fakes.Fake("a", Execution.waiting(1, 8), wrong))) {
            assertThat(get(start(scoring, numbered(2), recipe("a: 1"))))
                    .allSatisfy(result -> assertThat(only(result))
                            .isEqualTo(Outcome.failed(ReasonCode.THREW, "0 outcomes for 2 rollouts")));
        }
    }

    @Test
    void aFunctionByUrlOfTheRecipeIsCalledAndTakesThePlaceOfAnother() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] body =
                        "{\"components\":[{\"value\":0.25,\"reason\":\"remote\"}]}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        Recipe recipe = RecipeReader.read(
                "test",
                "{name: test, tasks: {math: {components: {a: 1, b: 1}}}, functions: {a: {url: 'http://127.0.0.1:"
                        + server.getAddress().getPort() + "/'}}}");
        try (Scoring scoring = engine(options(1, 60_000), Fakes.number("a"), Fakes.number("b"))) {
            var reward = ((Scoring.Result.Rewarded) get(start(scoring, List.of(rollout("r", "2")), recipe))
                            .getFirst())
                    .reward();

            assertThat(reward.value()).hasValue(2.25);
            assertThat(reward.terms().getFirst().component().outcome().reason().name())
                    .isEqualTo("remote");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void closingEndsTheThreadsAndAnswersEverybody() {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(2);
        Scorer hanging = (rollout, _) -> {
            running.countDown();
            awaitStubbornly(released);
            return number(rollout);
        };
        AtomicInteger answers = new AtomicInteger();
        Scoring scoring = engine(options(1, 600_000), Fakes.computing("a", hanging), waiting("b", 1, 1, hanging));
        List<CompletableFuture<List<Scoring.Result>>> pending = IntStream.range(0, 4)
                .mapToObj(_ -> {
                    CompletableFuture<List<Scoring.Result>> answer = new CompletableFuture<>();
                    scoring.score(numbered(3), recipe("a: 1, b: 1"), FAR, results -> {
                        answers.incrementAndGet();
                        answer.complete(results);
                    });
                    return answer;
                })
                .toList();
        await(running);
        scoring.close();

        for (CompletableFuture<List<Scoring.Result>> each : pending) {
            assertThat(get(each))
                    .flatExtracting(Fakes::components)
                    .extracting(Component::outcome)
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Timeout.class));
        }
        assertThat(scoring.inFlight()).isZero();
        List<Scoring.Result> late = get(start(scoring, numbered(2), recipe("a: 1, b: 1")));
        assertThat(late)
                .flatExtracting(Fakes::components)
                .hasSize(4)
                .allSatisfy(component -> assertThat(component.outcome()).isInstanceOf(Outcome.Timeout.class));
        released.countDown();
        var pool = (java.util.concurrent.ThreadPoolExecutor) scoring.executor();
        until(pool::isTerminated);
        until(() -> scoring.stuck().isEmpty());
        assertThat(answers).hasValue(4);
    }

    @Test
    void closingAnIdleEngineEndsItsThreads() {
        Scoring scoring = engine(options(2, 1000), Fakes.number("a"));
        get(start(scoring, numbered(40), recipe("a: 1")));
        scoring.close();

        assertThat(((java.util.concurrent.ThreadPoolExecutor) scoring.executor()).isTerminated())
                .isTrue();
        scoring.close();
    }
}
