package dev.assay.model.judge.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.judge.PlayedEndpoint;
import dev.assay.model.judge.endpoint.CallFailure.Cause;
import dev.assay.model.judge.endpoint.ChatEndpoint;
import dev.assay.model.judge.endpoint.Pacing;
import dev.assay.model.judge.reading.Verdict;
import dev.assay.model.judge.reading.VerdictReader;
import dev.assay.model.judge.statistics.JudgeStatistics;
import dev.assay.model.judge.statistics.JudgeStatistics.Count;
import dev.assay.reward.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Equal questions that are asked at the same time, with a judge that nothing is kept of. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EqualQuestionsTest {
    private static final Question QUESTION = new Question("test/1", "judge", "which?", "say it");

    private final JudgeStatistics statistics = new JudgeStatistics();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Asker asker(PlayedEndpoint server) {
        return new Asker(
                new ChatEndpoint(server.settings(), statistics, Pacing.SYSTEM),
                new AnswerCache(0, Optional.empty()),
                statistics);
    }

    private Future<Asked<Verdict>> ask(Asker asker, int run, Duration time) {
        return threads.submit(() -> asker.ask(QUESTION, run, VerdictReader::read, Deadline.after(time)));
    }

    private Future<Asked<Verdict>> ask(Asker asker) {
        return ask(asker, 0, Duration.ofMinutes(10));
    }

    /** The first request waits until the test lets it go on. */
    private void held(PlayedEndpoint.Heard heard) throws InterruptedException {
        if (heard.number() == 1) {
            arrived.countDown();
            answer.await();
        }
    }

    private void joined(int questions) {
        while (statistics.get(Count.SHARED) < questions) {
            Thread.onSpinWait();
        }
    }

    private static final Asked<Verdict> BETTER = new Asked.Answered<>(Verdict.A_BETTER, false);

    @Test
    void areAskedOnceAndOtherRunsBesideThem() throws Exception {
        try (var server = new PlayedEndpoint(heard -> {
                    held(heard);
                    heard.say("[[A>B]]");
                });
                Asker asker = asker(server)) {
            List<Future<Asked<Verdict>>> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(ask(asker));
            }
            joined(9);
            arrived.await();
            assertThat(ask(asker, 1, Duration.ofMinutes(1)).get(20, TimeUnit.SECONDS))
                    .isEqualTo(BETTER);
            answer.countDown();
            for (Future<Asked<Verdict>> one : all) {
                assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(BETTER);
            }
            assertThat(server.requests()).as("one for each run").isEqualTo(2);
        }
    }

    @Test
    void shareAFailureThatNobodyLaterGets() throws Exception {
        try (var server = new PlayedEndpoint(heard -> {
                    held(heard);
                    if (heard.number() == 1) {
                        heard.send(403, "");
                    } else {
                        heard.say("[[A>B]]");
                    }
                });
                Asker asker = asker(server)) {
            List<Future<Asked<Verdict>>> both = List.of(ask(asker), ask(asker));
            joined(1);
            answer.countDown();
            for (Future<Asked<Verdict>> one : both) {
                assertThat(one.get(20, TimeUnit.SECONDS)).satisfies(EqualQuestionsTest::refused);
            }
            assertThat(server.requests()).isEqualTo(1);

            assertThat(ask(asker).get(20, TimeUnit.SECONDS)).isEqualTo(BETTER);
        }
    }

    private static void refused(Asked<Verdict> asked) {
        assertThat(((Asked.NotAnswered<Verdict>) asked).failure().cause()).isEqualTo(Cause.REFUSED);
    }

    @Test
    void goOnWhereTheFirstOrAnyOtherIsTakenAway() throws Exception {
        try (var server = new PlayedEndpoint(heard -> {
                    held(heard);
                    heard.say("[[A>B]]");
                });
                Asker asker = asker(server)) {
            Future<Asked<Verdict>> first = ask(asker);
            arrived.await();
            Future<Asked<Verdict>> second = ask(asker);
            Future<Asked<Verdict>> third = ask(asker);
            joined(2);
            second.cancel(true);
            first.cancel(true);

            assertThat(third.get(20, TimeUnit.SECONDS)).isEqualTo(BETTER);
            assertThat(server.requests()).isEqualTo(2);
            answer.countDown();
        }
    }

    @Test
    void doNotEndWithTheDeadlineOfTheFirst() throws Exception {
        try (var server = new PlayedEndpoint(heard -> {
                    held(heard);
                    heard.say("[[A>B]]");
                });
                Asker asker = asker(server)) {
            Future<Asked<Verdict>> hasty = ask(asker, 0, Duration.ofSeconds(1));
            arrived.await();
            Future<Asked<Verdict>> patient = ask(asker);

            assertThat(patient.get(20, TimeUnit.SECONDS)).isEqualTo(BETTER);
            assertThat(((Asked.NotAnswered<Verdict>) hasty.get(20, TimeUnit.SECONDS))
                            .failure()
                            .cause())
                    .isEqualTo(Cause.TIMEOUT);
            answer.countDown();
        }
    }

    @Test
    void waitNoLongerThanTheirOwnDeadline() throws Exception {
        try (var server = new PlayedEndpoint(heard -> {
                    held(heard);
                    heard.say("[[A>B]]");
                });
                Asker asker = asker(server)) {
            Future<Asked<Verdict>> patient = ask(asker);
            arrived.await();
            Asked<Verdict> hasty = ask(asker, 0, Duration.ofMillis(50)).get(20, TimeUnit.SECONDS);

            assertThat(((Asked.NotAnswered<Verdict>) hasty).failure().cause()).isEqualTo(Cause.TIMEOUT);
            answer.countDown();
            assertThat(patient.get(20, TimeUnit.SECONDS)).isEqualTo(BETTER);
            assertThat(server.requests()).isEqualTo(1);
        }
    }
}
