package dev.assay.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.codec.Wire;
import dev.assay.recipe.RecipeReader;
import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import dev.assay.v1.FunctionDescription;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreError;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import dev.assay.v1.ScoreResult;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrpcRewardFunctionTest {
    private static final List<Rollout> TWO =
            List.of(Rollout.builder("a", "math", "x").recipe("named").build(), Rollout.of("b", "math", "y"));

    private final AtomicReference<ScoreRequest> received = new AtomicReference<>();
    private final AtomicReference<Answer> answer = new AtomicReference<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private Server server;
    private ManagedChannel channel;

    /** What the server does with a request. */
    private interface Answer {
        void to(StreamObserver<ScoreResponse> caller) throws InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new RewardsGrpc.RewardsImplBase() {
                    @Override
                    public void score(ScoreRequest request, StreamObserver<ScoreResponse> caller) {
                        received.set(request);
                        try {
                            answer.get().to(caller);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                })
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress(server.getListenSockets().getFirst())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        released.countDown();
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    private GrpcRewardFunction function() {
        return new GrpcRewardFunction(
                channel,
                FunctionDescription.newBuilder()
                        .setComponent("accuracy")
                        .addTasks("math")
                        .setGrader("math-verifier/0.1.0")
                        .putGuarantees("profile", "strict")
                        .build());
    }

    private List<Outcome> call(Duration deadline) {
        return function()
                .configure(Settings.of("profile", "strict").with("steps", List.of(1, 2)))
                .scoreAll(TWO, Deadline.after(deadline));
    }

    private List<Outcome> call() {
        return call(Duration.ofSeconds(30));
    }

    private static ErrorCode code(Runnable call) {
        try {
            call.run();
        } catch (AssayException e) {
            return e.code();
        }
        throw new AssertionError("the call went well");
    }

    private void answerWith(ScoreResult... results) {
        answer.set(caller -> {
            caller.onNext(
                    ScoreResponse.newBuilder().addAllResults(List.of(results)).build());
            caller.onCompleted();
        });
    }

    private static ScoreResult reward(String component, Outcome outcome) {
        return ScoreResult.newBuilder()
                .setReward(Wire.message(new Reward(
                        "a",
                        "a",
                        OptionalDouble.empty(),
                        "component@0",
                        List.of(new Reward.Term(new Component(component, outcome, "math-verifier/0.1.0", 5), 1)),
                        false)))
                .build();
    }

    @Test
    void outcomesPassThroughAsTheirHostSawThem() {
        Outcome scored = Outcome.scored(0.5, ReasonCode.EQUAL_NUMERIC, "e");
        Outcome unscorable = Outcome.unscorable(ReasonCode.REFERENCE_UNREADABLE, "r");
        answerWith(reward("accuracy", scored), reward("accuracy", unscorable));

        assertThat(call()).containsExactly(scored, unscorable);
    }

    @Test
    void theRequestCarriesTheRolloutsAndARecipeOfThisOneComponent() {
        answerWith();
        call();

        ScoreRequest request = received.get();
        assertThat(request.getRolloutsList())
                .extracting(dev.assay.v1.Rollout::getId)
                .containsExactly("a", "b");
        assertThat(request.getRolloutsList()).noneMatch(dev.assay.v1.Rollout::hasRecipe);
        var recipe = RecipeReader.read("wire", request.getRecipeFile().getYaml());
        var component = recipe.rule("math").components().getFirst();
        assertThat(recipe.rule("math").components()).hasSize(1);
        assertThat(component.component()).isEqualTo("accuracy");
        assertThat(component.settings().values()).isEqualTo(Map.of("profile", "strict", "steps", List.of(1, 2)));
    }

    @Test
    void whatIsMissingInTheAnswerFails() {
        answerWith(reward("format", Outcome.scored(1, ReasonCode.WELL_FORMED, "")));

        assertThat(call())
                .containsExactly(
                        Outcome.failed(
                                ReasonCode.REMOTE_INVALID, "math-verifier/0.1.0: the answer lacks the component"),
                        Outcome.failed(ReasonCode.REMOTE_INVALID, "math-verifier/0.1.0: no answer for this rollout"));
    }

    @Test
    void aRefusedRolloutFailsAlone() {
        answerWith(
                ScoreResult.newBuilder()
                        .setError(ScoreError.newBuilder().setMessage("unknown setting 'x'"))
                        .build(),
                reward("accuracy", Outcome.scored(1, ReasonCode.EQUAL_EXACT, "")));

        assertThat(call().getFirst())
                .isEqualTo(Outcome.failed(ReasonCode.REMOTE_INVALID, "math-verifier/0.1.0: unknown setting 'x'"));
        assertThat(call().getLast().value()).hasValue(1);
    }

    @Test
    void aComponentThatIsNoneFails() {
        answerWith(ScoreResult.newBuilder()
                .setReward(dev.assay.v1.Reward.newBuilder()
                        .addComponents(dev.assay.v1.Component.newBuilder().setName("accuracy")))
                .build());

        assertThat(call().getFirst())
                .isEqualTo(Outcome.failed(
                        ReasonCode.REMOTE_INVALID, "math-verifier/0.1.0: field 'component.outcome' is not known"));
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, UNAVAILABLE",
        "RESOURCE_EXHAUSTED, OVERLOADED",
        "DEADLINE_EXCEEDED, DEADLINE",
        "CANCELLED, DEADLINE",
        "INVALID_ARGUMENT, INTERNAL",
        "UNIMPLEMENTED, INTERNAL",
        "INTERNAL, INTERNAL"
    })
    void aStatusBecomesTheErrorThatItIs(Status.Code status, ErrorCode expected) {
        answer.set(caller -> caller.onError(status.toStatus().asRuntimeException()));

        assertThat(code(this::call)).isEqualTo(expected);
    }

    @Test
    void aServerThatDoesNotAnswerRunsIntoTheDeadline() {
        answer.set(_ -> released.await(60, TimeUnit.SECONDS));

        assertThat(code(() -> call(Duration.ofMillis(200)))).isEqualTo(ErrorCode.DEADLINE);
        assertThat(code(() -> call(Duration.ZERO))).isEqualTo(ErrorCode.DEADLINE);
    }

    @Test
    void aServerThatIsGoneIsUnavailable() throws InterruptedException {
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);

        assertThat(code(this::call)).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void theFunctionIsWhatTheServiceSaysOfIt() {
        GrpcRewardFunction function = function();

        assertThat(function.component()).isEqualTo("accuracy");
        assertThat(function.grader()).isEqualTo("math-verifier/0.1.0");
        assertThat(function.guarantees()).isEqualTo(Map.of("profile", "strict"));
        assertThat(function.owns("math")).isTrue();
        assertThat(function.owns("code")).isFalse();
        assertThat(new GrpcRewardFunction(
                                channel,
                                FunctionDescription.newBuilder().addTasks("*").build())
                        .owns("anything"))
                .isTrue();
    }

    @Test
    void aLimitThatTheServiceDescribesIsTheFunctionsOwn() {
        FunctionDescription slow =
                FunctionDescription.newBuilder().setTimeoutMs(300_000).build();

        assertThat(new GrpcRewardFunction(channel, slow).execution().timeout()).contains(Duration.ofMinutes(5));
        assertThat(function().execution().timeout()).isEmpty();
    }
}
