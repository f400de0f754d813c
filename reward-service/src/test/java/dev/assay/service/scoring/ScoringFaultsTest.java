package dev.assay.service.scoring;

import static dev.assay.service.scoring.Fakes.FAR;
import static dev.assay.service.scoring.Fakes.await;
import static dev.assay.service.scoring.Fakes.awaitStubbornly;
import static dev.assay.service.scoring.Fakes.components;
import static dev.assay.service.scoring.Fakes.computing;
import static dev.assay.service.scoring.Fakes.engine;
import static dev.assay.service.scoring.Fakes.get;
import static dev.assay.service.scoring.Fakes.number;
import static dev.assay.service.scoring.Fakes.only;
import static dev.assay.service.scoring.Fakes.options;
import static dev.assay.service.scoring.Fakes.recipe;
import static dev.assay.service.scoring.Fakes.rollout;
import static dev.assay.service.scoring.Fakes.start;
import static dev.assay.service.scoring.Fakes.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recipe.Recipes;
import dev.assay.reward.Component;
import dev.assay.reward.Deadline;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Scorer;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ScoringFaultsTest {
    private static List<Rollout> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> rollout("r" + i, "" + i)).toList();
    }

    @Test
    void aFunctionThatFailsHarmsNobodyElse() {
        Scorer failing = (rollout, _) -> switch (rollout.judged()) {
            case "0" -> throw new IllegalStateException("broken");
            case "1" -> throw new StackOverflowError();
            case "2" -> throw new AssertionError("no");
            case "3" -> throw new OutOfMemoryError();
            case "4" ->
                throw new RuntimeException() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException("not even this");
                    }
                };
            default -> number(rollout);
        };
        try (Scoring scoring = engine(options(2, 10_000), computing("a", failing), number("b"))) {
            List<Scoring.Result> results = get(start(scoring, numbered(40), recipe("a: 1, b: 1")));

            for (int i = 0; i < 40; i++) {
                List<Component> components = components(results.get(i));
                assertThat(components.getLast().outcome().value()).hasValue(i);
                if (i < 5) {
                    assertThat(components.getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
                    assertThat(components.getFirst().outcome().reason()).isEqualTo(ReasonCode.THREW);
                } else {
                    assertThat(components.getFirst().outcome().value()).hasValue(i);
                }
            }
            assertThat(only(results.getFirst()).evidence()).contains("broken");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a function without null checks would do
    void aFunctionThatAnswersNullHasFailed() {
        try (Scoring scoring = engine(
                options(2, 10_000),
                computing("a", (_, _) -> null),
                Fakes.waiting("b", 1, 1, (_, _) -> null),
                new Fakes.Fake("c", Execution.waiting(1, 8), new Scorer() {
                    @Override
                    public Outcome score(Rollout rollout, Deadline deadline) {
                        return number(rollout);
                    }

                    @Override
                    public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
                        return null;
                    }
                }))) {
            assertThat(components(get(start(scoring, numbered(1), recipe("a: 1, b: 1, c: 1")))
                            .getFirst()))
                    .allSatisfy(component -> {
                        assertThat(component.outcome()).isInstanceOf(Outcome.Failed.class);
                        assertThat(component.outcome().reason()).isEqualTo(ReasonCode.THREW);
                    });
        }
    }

    @Test
    void functionsThatHangOnEveryThreadStallNobody() {
        int threads = 2;
        CountDownLatch released = new CountDownLatch(1);
        Scorer hanging = (rollout, _) -> {
            if (Integer.parseInt(rollout.judged()) < 4) {
                awaitStubbornly(released);
            }
            return number(rollout);
        };
        try (Scoring scoring = engine(options(threads, 200), computing("a", hanging), number("b"))) {
            CompletableFuture<List<Scoring.Result>> mixed = start(scoring, numbered(40), recipe("a: 1, b: 1"));
            CompletableFuture<List<Scoring.Result>> other =
                    start(scoring, List.of(rollout("x", "7")), recipe("a: 1, b: 1"));

            assertThat(only(get(other).getFirst()).value()).hasValue(7);
            List<Scoring.Result> results = get(mixed);
            for (int i = 0; i < 40; i++) {
                List<Component> components = components(results.get(i));
                assertThat(components.getLast().outcome().value()).hasValue(i);
                if (i < 4) {
                    assertThat(components.getFirst().outcome()).isInstanceOf(Outcome.Timeout.class);
                    assertThat(components.getFirst().outcome().reason()).isEqualTo(ReasonCode.DEADLINE);
                    assertThat(((Scoring.Result.Rewarded) results.get(i))
                                    .reward()
                                    .value())
                            .isEmpty();
                } else {
                    assertThat(components.getFirst().outcome().value()).hasValue(i);
                }
            }
            assertThat(scoring.stuck()).isEqualTo(Map.of("a", 4));

            released.countDown();
            until(() -> scoring.stuck().isEmpty());
            var pool = (java.util.concurrent.ThreadPoolExecutor) scoring.executor();
            until(() -> pool.getCorePoolSize() == threads && pool.getPoolSize() == threads);
            assertThat(pool.getMaximumPoolSize()).isEqualTo(threads);
            assertThat(get(start(scoring, List.of(rollout("y", "9")), recipe("a: 1"))))
                    .hasSize(1);
            assertThat(scoring.inFlight()).isZero();
        }
    }

    @Test
    void aFunctionOfWhichTooManyCallsHangIsCalledNoMore() {
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Scorer hanging = (rollout, _) -> {
            calls.incrementAndGet();
            awaitStubbornly(released);
            return number(rollout);
        };
        ScoringOptions options = new ScoringOptions(1, Duration.ofMillis(100), 3, 1, 16);
        try (Scoring scoring = engine(options, computing("a", hanging), number("b"))) {
            List<Scoring.Result> results = get(start(scoring, numbered(10), recipe("a: 1, b: 1")));

            assertThat(results.subList(0, 3))
                    .allSatisfy(result -> assertThat(only(result).reason()).isEqualTo(ReasonCode.DEADLINE));
            assertThat(results.subList(3, 10)).allSatisfy(result -> {
                assertThat(only(result)).isInstanceOf(Outcome.Failed.class);
                assertThat(only(result).reason()).isEqualTo(ReasonCode.STUCK);
                assertThat(components(result).getLast().outcome().value()).isPresent();
            });
            assertThat(calls).hasValue(3);

            released.countDown();
            until(() -> scoring.stuck().isEmpty());
            assertThat(only(get(start(scoring, numbered(1), recipe("a: 1"))).getFirst())
                            .value())
                    .hasValue(0);
        }
    }

    @Test
    void anInterruptThatAFunctionLeavesBehindDoesNotMeetTheNext() {
        AtomicBoolean interrupted = new AtomicBoolean();
        try (Scoring scoring = engine(
                options(1, 10_000),
                computing("a", (rollout, _) -> {
                    Thread.currentThread().interrupt();
                    return number(rollout);
                }),
                computing("b", (rollout, _) -> {
                    if (Thread.currentThread().isInterrupted()) {
                        interrupted.set(true);
                    }
                    return number(rollout);
                }))) {
            get(start(scoring, numbered(10), recipe("a: 1, b: 1")));

            assertThat(interrupted).isFalse();
        }
    }

    @Test
    void anExceptionOfTheCallerOrTheObserverKillsNothing() {
        AtomicInteger observed = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(20);
        CountDownLatch released = new CountDownLatch(1);
        Scorer scorer = (rollout, _) -> {
            if (rollout.judged().equals("99")) {
                awaitStubbornly(released);
            }
            return number(rollout);
        };
        try (Scoring scoring = new Scoring(
                new Functions(List.of(computing("a", scorer), Fakes.waiting("b", 4, 4, scorer))),
                Recipes.shipped(),
                options(2, 100),
                _ -> {
                    if (observed.incrementAndGet() % 2 == 0) {
                        throw new IllegalStateException("the observer is broken");
                    }
                    throw new AssertionError("the observer is very broken");
                })) {
            for (int i = 0; i < 20; i++) {
                boolean error = i % 2 == 0;
                String completion = i < 4 ? "99" : "5";
                scoring.score(List.of(rollout("r", completion)), recipe(i % 4 < 2 ? "a: 1" : "b: 1"), FAR, _ -> {
                    answered.countDown();
                    if (error) {
                        throw new AssertionError("the caller is very broken");
                    }
                    throw new IllegalStateException("the caller is broken");
                });
            }
            await(answered);
            assertThat(observed).hasValue(20);
            released.countDown();
            until(() -> scoring.stuck().isEmpty());
            assertThat(only(get(start(scoring, numbered(1), recipe("a: 1"))).getFirst())
                            .value())
                    .hasValue(0);
            assertThat(scoring.inFlight()).isZero();
        }
    }

    @Test
    void aCallerThatBlocksOnATimeoutDoesNotStopTheClock() {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        Scorer hanging = (rollout, _) -> {
            awaitStubbornly(released);
            return number(rollout);
        };
        try (Scoring scoring = engine(options(1, 50), computing("a", hanging))) {
            scoring.score(numbered(1), recipe("a: 1"), FAR, _ -> {
                blocked.countDown();
                awaitStubbornly(released);
            });
            await(blocked);

            assertThat(only(get(start(scoring, numbered(1), recipe("a: 1"))).getFirst())
                            .reason())
                    .isEqualTo(ReasonCode.DEADLINE);
            released.countDown();
        }
    }
}
