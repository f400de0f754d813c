package dev.assay.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.service.testing.ChosenFunction;
import dev.assay.service.testing.Hang;
import dev.assay.service.testing.Until;
import dev.assay.v1.OutcomeKind;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import io.grpc.stub.StreamObserver;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScoreStreamTest {
    @Test
    void everyRequestIsAnsweredOnceAndTheStreamEndsAfterTheLast() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            Client.Answers answers = new Client.Answers();
            StreamObserver<ScoreRequest> stream =
                    RewardsGrpc.newStub(client.channel).scoreStream(answers);
            for (int i = 0; i < 300; i++) {
                stream.onNext(Client.request("q-" + i, Client.rollout("r-" + i, "right")));
            }
            stream.onCompleted();
            Set<String> answered = new HashSet<>();
            for (int i = 0; i < 300; i++) {
                ScoreResponse answer = answers.next();
                assertThat(answer.getResults(0).getReward().getId())
                        .isEqualTo(answer.getRequestId().replace('q', 'r'));
                answered.add(answer.getRequestId());
            }
            assertThat(answered).hasSize(300);
            assertThat(answers.ends.poll(30, TimeUnit.SECONDS)).isEqualTo("completed");
            assertThat(answers.waiting()).isZero();
        }
    }

    @Test
    void aRequestThatHangsDoesNotHoldUpThoseBehindIt() throws Exception {
        try (Hang hang = new Hang();
                Client client = new Client(ChosenFunction.computing(hang))) {
            Client.Answers answers = new Client.Answers();
            StreamObserver<ScoreRequest> stream =
                    RewardsGrpc.newStub(client.channel).scoreStream(answers);
            stream.onNext(Client.request("hangs", Client.rollout("a", "hang")));
            stream.onNext(Client.request("goes", Client.rollout("b", "right")));
            stream.onCompleted();
            assertThat(answers.next().getRequestId()).isEqualTo("goes");
            ScoreResponse hung = answers.next();
            assertThat(hung.getRequestId()).isEqualTo("hangs");
            assertThat(hung.getResults(0).getReward().getComponents(0).getOutcome())
                    .isEqualTo(OutcomeKind.TIMEOUT);
            assertThat(answers.ends.poll(30, TimeUnit.SECONDS)).isEqualTo("completed");
        }
    }

    @Test
    void noMoreRequestsThanTheWindowAreUnderWay() throws Exception {
        int window = 4;
        Semaphore entered = new Semaphore(0);
        Semaphore go = new Semaphore(0);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ChosenFunction slow = ChosenFunction.waiting(1000, (rollout, _) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            entered.release();
            go.acquireUninterruptibly();
            now.decrementAndGet();
            return ChosenFunction.judge(rollout);
        });
        try (Client client = new Client(slow, GrpcOptions.defaults().withStreamWindow(window))) {
            Client.Answers answers = new Client.Answers();
            StreamObserver<ScoreRequest> stream =
                    RewardsGrpc.newStub(client.channel).scoreStream(answers);
            for (int i = 0; i < 100; i++) {
                stream.onNext(Client.request("q-" + i, Client.rollout("r-" + i, "right")));
            }
            stream.onCompleted();
            assertThat(entered.tryAcquire(window, 30, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 100; i++) {
                go.release();
                answers.next();
            }
            assertThat(most.get()).isEqualTo(window);
            assertThat(answers.ends.poll(30, TimeUnit.SECONDS)).isEqualTo("completed");
        }
    }

    @Test
    void aRequestThatIsRefusedLeavesTheStreamAlive() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            Client.Answers answers = new Client.Answers();
            StreamObserver<ScoreRequest> stream =
                    RewardsGrpc.newStub(client.channel).scoreStream(answers);
            stream.onNext(Client.request("bad", Client.rollout("a", "right")).toBuilder()
                    .setRecipeName("nosuch")
                    .build());
            ScoreResponse refused = answers.next();
            assertThat(refused.getRequestId()).isEqualTo("bad");
            assertThat(refused.getResults(0).getError().getCode()).isEqualTo("UNKNOWN_RECIPE");
            assertThat(refused.getResults(0).getError().getId()).isEqualTo("a");
            stream.onNext(Client.request("good", Client.rollout("b", "right")));
            assertThat(answers.next().getResults(0).getReward().getReward()).isEqualTo(1.0);
            stream.onCompleted();
            assertThat(answers.ends.poll(30, TimeUnit.SECONDS)).isEqualTo("completed");
        }
    }

    @Test
    void aStreamThatIsGivenUpLeavesNothingBehind() throws Exception {
        Semaphore entered = new Semaphore(0);
        ChosenFunction waits = ChosenFunction.waiting(8, (rollout, _) -> {
            entered.release();
            try {
                new Semaphore(0).acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ChosenFunction.judge(rollout);
        });
        try (Client client = new Client(waits)) {
            StreamObserver<ScoreRequest> stream =
                    RewardsGrpc.newStub(client.channel).scoreStream(new Client.Answers());
            stream.onNext(Client.request("q", Client.rollout("a", "right")));
            assertThat(entered.tryAcquire(1, 30, TimeUnit.SECONDS)).isTrue();
            stream.onError(new IllegalStateException("the test gives up"));
            Until.holds("nothing is under way", () -> client.service.admission().rollouts() == 0);
        }
    }
}
