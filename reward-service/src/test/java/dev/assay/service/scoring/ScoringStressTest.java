package dev.assay.service.scoring;

import static dev.assay.service.scoring.Fakes.FAR;
import static dev.assay.service.scoring.Fakes.await;
import static dev.assay.service.scoring.Fakes.computing;
import static dev.assay.service.scoring.Fakes.engine;
import static dev.assay.service.scoring.Fakes.number;
import static dev.assay.service.scoring.Fakes.recipe;
import static dev.assay.service.scoring.Fakes.rollout;
import static dev.assay.service.scoring.Fakes.until;
import static dev.assay.service.scoring.Fakes.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recipe.Recipe;
import dev.assay.reward.Scorer;
import dev.assay.rollout.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class ScoringStressTest {
    private static final int REQUESTS = 3000;
    private static final long TIMEOUT_MS = 12;

    /** Ends right around the timeout, whatever interrupts come. */
    private static final Scorer RACING = (rollout, _) -> {
        long end = System.nanoTime()
                + TIMEOUT_MS * 1_000_000
                + ThreadLocalRandom.current().nextLong(-2_000_000, 8_000_000);
        if (ThreadLocalRandom.current().nextInt(4) == 0) {
            long left;
            while ((left = end - System.nanoTime()) > 0) {
                LockSupport.parkNanos(left);
                if (Thread.interrupted()) {
                    LockSupport.parkNanos(100_000);
                }
            }
        }
        return number(rollout);
    };

    @Test
    void everyRequestIsAnsweredExactlyOnceHoweverCallsAndClockRace() {
        AtomicIntegerArray answers = new AtomicIntegerArray(REQUESTS);
        AtomicInteger wrong = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(REQUESTS);
        Recipe recipe = recipe("a: 1, b: 1, c: 0");
        int threads = 8;
        ScoringOptions options = new ScoringOptions(threads, Duration.ofMillis(TIMEOUT_MS), 1_000_000, 1, 16);
        try (Scoring scoring =
                engine(options, computing("a", RACING), waiting("b", 64, 2, RACING), computing("c", RACING))) {
            for (int i = 0; i < REQUESTS; i++) {
                int request = i;
                List<Rollout> rollouts =
                        i % 3 == 0 ? List.of(rollout("x", "1"), rollout("y", "2")) : List.of(rollout("x", "1"));
                scoring.score(rollouts, recipe, FAR, results -> {
                    answers.incrementAndGet(request);
                    if (results.size() != rollouts.size()) {
                        wrong.incrementAndGet();
                    }
                    all.countDown();
                });
            }
            await(all);
            until(() -> scoring.inFlight() == 0 && scoring.stuck().isEmpty());
            ThreadPoolExecutor pool = (ThreadPoolExecutor) scoring.executor();
            until(() -> pool.getCorePoolSize() == threads && pool.getPoolSize() == threads);
        }
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(answers.get(i)).isEqualTo(1);
        }
        assertThat(wrong).hasValue(0);
    }

    @Test
    void everyRequestIsAnsweredExactlyOnceWhileTheEngineCloses() {
        int requests = 400;
        for (int round = 0; round < 3; round++) {
            AtomicIntegerArray answers = new AtomicIntegerArray(requests);
            CountDownLatch all = new CountDownLatch(requests);
            CountDownLatch half = new CountDownLatch(requests / 2);
            ScoringOptions options = new ScoringOptions(4, Duration.ofMillis(TIMEOUT_MS), 1_000_000, 1, 16);
            Scoring scoring = engine(options, computing("a", RACING), waiting("b", 8, 2, RACING));
            Thread asking = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < requests; i++) {
                    int request = i;
                    scoring.score(List.of(rollout("x", "1")), recipe("a: 1, b: 1"), FAR, _ -> {
                        answers.incrementAndGet(request);
                        all.countDown();
                    });
                    half.countDown();
                }
            });
            await(half);
            scoring.close();
            await(all);
            until(() -> !asking.isAlive() && scoring.inFlight() == 0);
            for (int i = 0; i < requests; i++) {
                assertThat(answers.get(i)).isEqualTo(1);
            }
        }
    }
}
