package dev.assay.service.grpc;

import dev.assay.codec.RolloutWire;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import dev.assay.recipe.Recipes;
import dev.assay.reward.RewardFunction;
import dev.assay.rollout.Rollout;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A running endpoint with a function of the test's choice, and a connection to it. */
final class Client implements AutoCloseable {
    /** Accuracy for mathematics, nothing for other tasks. */
    static final Recipe RECIPE =
            RecipeReader.read("test", "{name: test, tasks: {math: {components: {accuracy: {weight: 1}}}}}");

    final Scoring scoring;
    final RewardsService service;
    final GrpcEndpoint endpoint;
    final ManagedChannel channel;

    Client(RewardFunction function) {
        this(function, GrpcOptions.defaults());
    }

    Client(RewardFunction function, GrpcOptions options) {
        scoring = new Scoring(
                new Functions(List.of(function)),
                Recipes.shipped().with(RECIPE),
                ScoringOptions.defaults().withThreads(4).withFunctionTimeout(Duration.ofMillis(300)),
                _ -> {});
        service = new RewardsService(scoring, RECIPE, options);
        endpoint = GrpcEndpoint.start(options.at("127.0.0.1", 0), scoring.executor(), List.of(service));
        channel = NettyChannelBuilder.forAddress("127.0.0.1", endpoint.port())
                .usePlaintext()
                .build();
    }

    RewardsGrpc.RewardsBlockingStub call() {
        return RewardsGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    static dev.assay.v1.Rollout rollout(String id, String completion) {
        return RolloutWire.message(Rollout.of(id, "math", completion));
    }

    static ScoreRequest request(String requestId, dev.assay.v1.Rollout... rollouts) {
        return ScoreRequest.newBuilder()
                .setRequestId(requestId)
                .addAllRollouts(List.of(rollouts))
                .build();
    }

    /** What comes back on a stream. */
    static final class Answers implements StreamObserver<ScoreResponse> {
        private final BlockingQueue<ScoreResponse> answers = new LinkedBlockingQueue<>();
        final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

        ScoreResponse next() throws InterruptedException {
            ScoreResponse answer = answers.poll(30, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no answer; ends: " + ends);
            }
            return answer;
        }

        int waiting() {
            return answers.size();
        }

        @Override
        public void onNext(ScoreResponse answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable failure) {
            ends.add(failure.toString());
        }

        @Override
        public void onCompleted() {
            ends.add("completed");
        }
    }

    @Override
    public void close() throws InterruptedException {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        endpoint.close();
        scoring.close();
    }
}
