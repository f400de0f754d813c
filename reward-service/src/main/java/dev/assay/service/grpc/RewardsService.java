package dev.assay.service.grpc;

import dev.assay.recipe.Recipe;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.RewardFunction;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.v1.DescribeRequest;
import dev.assay.v1.DescribeResponse;
import dev.assay.v1.FunctionDescription;
import dev.assay.v1.RecipeDescription;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * {@code assay.v1.Rewards}. A unary call is scored on the thread that delivers it and refused with a status; a request
 * of a stream is handed on, and where it is refused, each of its rollouts carries the error, so that the stream lives.
 */
public final class RewardsService extends RewardsGrpc.RewardsImplBase {
    private static final Logger LOG = System.getLogger(RewardsService.class.getName());
    private static final String EVERY = "*";

    private final Scoring scoring;
    private final RequestScorer scorer;
    private final Admission admission;
    private final int streamWindow;

    /**
     * Makes the service.
     *
     * @param otherwise the recipe of requests that carry none
     */
    public RewardsService(Scoring scoring, Recipe otherwise, GrpcOptions options) {
        this.scoring = scoring;
        this.admission = new Admission(options.byteLimit(), options.rolloutLimit());
        this.scorer = new RequestScorer(scoring, otherwise, admission, options.deadline());
        this.streamWindow = options.streamWindow();
    }

    /** What is under way. */
    public Admission admission() {
        return admission;
    }

    @Override
    public void score(ScoreRequest request, StreamObserver<ScoreResponse> observer) {
        // Having a handler, an answer to a call that is gone is dropped instead of throwing.
        ((ServerCallStreamObserver<ScoreResponse>) observer).setOnCancelHandler(() -> {});
        try {
            scorer.score(request, Context.current(), response -> {
                observer.onNext(response);
                observer.onCompleted();
            });
        } catch (AssayException e) {
            observer.onError(Statuses.of(e));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request '" + request.getRequestId() + "' failed", e);
            observer.onError(Statuses.of(new AssayException(ErrorCode.INTERNAL, e.toString(), e)));
        }
    }

    @Override
    public StreamObserver<ScoreRequest> scoreStream(StreamObserver<ScoreResponse> observer) {
        return ScoreStream.open(
                (ServerCallStreamObserver<ScoreResponse>) observer, scorer, scoring.executor(), streamWindow);
    }

    @Override
    public void describe(DescribeRequest request, StreamObserver<DescribeResponse> observer) {
        DescribeResponse.Builder response = DescribeResponse.newBuilder();
        for (RewardFunction function : scoring.functions().all()) {
            FunctionDescription.Builder description = FunctionDescription.newBuilder()
                    .setComponent(function.component())
                    .addAllTasks(tasks(function))
                    .setGrader(function.grader())
                    .putAllGuarantees(function.guarantees());
            function.execution().timeout().ifPresent(limit -> description.setTimeoutMs(limit.toMillis()));
            response.addFunctions(description);
        }
        for (Recipe recipe : scoring.recipes().all()) {
            RecipeDescription.Builder description = RecipeDescription.newBuilder()
                    .setName(recipe.name())
                    .setHash(recipe.hash())
                    .addAllTasks(recipe.tasks().keySet());
            if (recipe.otherwise().isPresent()) {
                description.addTasks(EVERY);
            }
            response.addRecipes(description);
        }
        observer.onNext(response.build());
        observer.onCompleted();
    }

    private static List<String> tasks(RewardFunction function) {
        // No task has this name, so whoever owns it owns every name.
        if (function.owns(EVERY)) {
            return List.of(EVERY);
        }
        return Functions.TASKS.stream().filter(function::owns).toList();
    }
}
