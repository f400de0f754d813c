package dev.assay.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.reward.Execution;
import dev.assay.service.testing.ChosenFunction;
import dev.assay.service.testing.Hang;
import dev.assay.service.testing.Until;
import dev.assay.v1.Component;
import dev.assay.v1.DescribeRequest;
import dev.assay.v1.DescribeResponse;
import dev.assay.v1.OutcomeKind;
import dev.assay.v1.Recipe;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScoreTest {
    @Test
    void aBatchIsAnsweredInItsOrder() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            ScoreRequest.Builder request = ScoreRequest.newBuilder().setRequestId("q");
            for (int i = 0; i < 500; i++) {
                request.addRollouts(Client.rollout("r-" + i, i % 3 == 0 ? "right" : "wrong"));
            }
            ScoreResponse response = client.call().score(request.build());
            assertThat(response.getRequestId()).isEqualTo("q");
            assertThat(response.getResultsCount()).isEqualTo(500);
            for (int i = 0; i < 500; i++) {
                assertThat(response.getResults(i).getReward().getId()).isEqualTo("r-" + i);
                assertThat(response.getResults(i).getReward().getReward()).isEqualTo(i % 3 == 0 ? 1.0 : 0.0);
            }
        }
    }

    @Test
    void rolloutsThatCannotBeTakenAreErrorsBesideTheRewardsOfTheOthers() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            ScoreResponse response = client.call()
                    .score(Client.request(
                            "q",
                            Client.rollout("bad-1", "x").toBuilder()
                                    .clearCompletion()
                                    .build(),
                            Client.rollout("good", "right"),
                            Client.rollout("bad-2", "x").toBuilder()
                                    .setTask("cooking")
                                    .build(),
                            Client.rollout("bad-3", "x").toBuilder()
                                    .setRecipe("none")
                                    .build()));
            assertThat(response.getResults(0).getError().getId()).isEqualTo("bad-1");
            assertThat(response.getResults(0).getError().getCode()).isEqualTo("INVALID_FIELD");
            assertThat(response.getResults(0).getError().getMessage()).contains("completion");
            assertThat(response.getResults(1).getReward().getReward()).isEqualTo(1.0);
            assertThat(response.getResults(2).getError().getCode()).isEqualTo("UNKNOWN_TASK");
            assertThat(response.getResults(3).getError().getCode()).isEqualTo("UNKNOWN_RECIPE");
        }
    }

    @Test
    void anUnknownRecipeIsRefusedAndTheKnownOnesAreNamed() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            StatusRuntimeException refusal = refused(
                    client, ScoreRequest.newBuilder().setRecipeName("nosuch").build());
            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(refusal.getStatus().getDescription()).contains("nosuch").contains("accuracy");
            assertThat(Statuses.errorCode(refusal)).hasValue("UNKNOWN_RECIPE");
        }
    }

    @Test
    void aRecipeInsideTheRequestIsUsed() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            ScoreRequest request = Client.request("q", Client.rollout("a", "right")).toBuilder()
                    .setRecipeFile(Recipe.newBuilder()
                            .setYaml("{name: mine, tasks: {math: {components: {accuracy: {weight: 3}}}}}"))
                    .build();
            for (int again = 0; again < 2; again++) {
                ScoreResponse response = client.call().score(request);
                assertThat(response.getResults(0).getReward().getReward()).isEqualTo(3.0);
                assertThat(response.getResults(0).getReward().getRecipe()).startsWith("mine@");
            }
        }
    }

    @Test
    void aRecipeInsideTheRequestThatCannotBeUsedIsRefused() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            StatusRuntimeException refusal = refused(
                    client,
                    ScoreRequest.newBuilder()
                            .setRecipeFile(Recipe.newBuilder().setYaml("{name: mine, tsaks: {}}"))
                            .build());
            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(refusal.getStatus().getDescription()).contains("tsaks");
            assertThat(Statuses.errorCode(refusal)).hasValue("INVALID_RECIPE");
        }
    }

    @Test
    void aRecipeInsideTheRequestCannotMakeTheServerCallAnAddress() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            StatusRuntimeException refusal = refused(
                    client,
                    ScoreRequest.newBuilder()
                            .setRecipeFile(Recipe.newBuilder()
                                    .setYaml("{name: mine, tasks: {math: {components: {f: 1}}},"
                                            + " functions: {f: {url: 'http://127.0.0.1:1/'}}}"))
                            .build());
            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(refusal.getStatus().getDescription()).contains("--recipes");
        }
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedAndTheServerLives() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            StatusRuntimeException refusal =
                    refused(client, Client.request("q", Client.rollout("a", "x".repeat(33 << 20))));
            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(client.call()
                            .score(Client.request("q", Client.rollout("b", "right")))
                            .getResults(0)
                            .getReward()
                            .getReward())
                    .isEqualTo(1.0);
        }
    }

    @Test
    void aCompletionOfThirtyMebibytesIsScored() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            ScoreResponse response =
                    client.call().score(Client.request("q", Client.rollout("a", "x".repeat(30 << 20))));
            assertThat(response.getResults(0).getReward().getReward()).isEqualTo(0.0);
        }
    }

    @Test
    void aFunctionThatHangsIsATimeoutAndTheOthersGoOn() throws Exception {
        try (Hang hang = new Hang();
                Client client = new Client(ChosenFunction.computing(hang))) {
            ScoreResponse response = client.call()
                    .score(Client.request(
                            "q",
                            Client.rollout("a", "right"),
                            Client.rollout("b", "hang"),
                            Client.rollout("c", "right")));
            assertThat(response.getResults(0).getReward().getReward()).isEqualTo(1.0);
            Component hung = response.getResults(1).getReward().getComponents(0);
            assertThat(hung.getOutcome()).isEqualTo(OutcomeKind.TIMEOUT);
            assertThat(response.getResults(1).getReward().hasReward()).isFalse();
            assertThat(response.getResults(2).getReward().getReward()).isEqualTo(1.0);
            assertThat(client.scoring.stuck()).containsEntry("accuracy", 1);
        }
    }

    @Test
    void aCallThatIsGivenUpInterruptsWhatWaitsForIt() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ChosenFunction waits = ChosenFunction.waiting(1, (rollout, _) -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return ChosenFunction.judge(rollout);
        });
        try (Client client = new Client(waits);
                Context.CancellableContext context = Context.current().withCancellation();
                var executor = Executors.newSingleThreadExecutor()) {
            AtomicReference<Status.Code> end = new AtomicReference<>(Status.Code.OK);
            executor.execute(context.wrap(() -> end.set(refused(client, Client.request("q", Client.rollout("a", "x")))
                    .getStatus()
                    .getCode())));
            assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
            context.cancel(null);
            assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
            Until.holds("the client is told", () -> end.get() == Status.Code.CANCELLED);
            Until.holds("nothing is under way", () -> client.service.admission().rollouts() == 0);
        }
    }

    @Test
    void moreThanIsAllowedToBeUnderWayIsRefusedUntilThereIsRoom() throws Exception {
        Semaphore go = new Semaphore(0);
        AtomicInteger entered = new AtomicInteger();
        ChosenFunction waits = new ChosenFunction("accuracy", Execution.waiting(8, 1), (rollout, _) -> {
            entered.incrementAndGet();
            go.acquireUninterruptibly();
            return ChosenFunction.judge(rollout);
        });
        try (Client client = new Client(waits, GrpcOptions.defaults().withLimits(1 << 20, 2))) {
            Client.Answers answers = new Client.Answers();
            var stream = dev.assay.v1.RewardsGrpc.newStub(client.channel).scoreStream(answers);
            stream.onNext(Client.request("first", Client.rollout("a", "right"), Client.rollout("b", "right")));
            Until.holds("both are under way", () -> entered.get() == 2);
            StatusRuntimeException refusal = refused(client, Client.request("q", Client.rollout("c", "right")));
            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(Statuses.errorCode(refusal)).hasValue("OVERLOADED");
            go.release(3);
            answers.next();
            assertThat(client.call()
                            .score(Client.request("q", Client.rollout("c", "right")))
                            .getResultsCount())
                    .isEqualTo(1);
            stream.onCompleted();
        }
    }

    @Test
    void describeSaysWhatCanBeScored() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            DescribeResponse answer = client.call().describe(DescribeRequest.getDefaultInstance());
            assertThat(answer.getFunctionsList()).singleElement().satisfies(function -> {
                assertThat(function.getComponent()).isEqualTo("accuracy");
                assertThat(function.getTasksList()).containsExactly("math");
                assertThat(function.getGrader()).isEqualTo("chosen/1");
                assertThat(function.getGuaranteesMap()).containsEntry("kind", "test");
            });
            assertThat(answer.getRecipesList())
                    .anySatisfy(recipe -> assertThat(recipe.getName()).isEqualTo("test"));
        }
    }

    private static StatusRuntimeException refused(Client client, ScoreRequest request) {
        return catchThrowableOfType(
                StatusRuntimeException.class, () -> client.call().score(request));
    }
}
