package dev.assay.service.grpc;

import dev.assay.codec.RolloutWire;
import dev.assay.codec.Wire;
import dev.assay.recipe.Recipe;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Evidence;
import dev.assay.rollout.Rollout;
import dev.assay.service.logging.RolloutLog;
import dev.assay.service.scoring.Scoring;
import dev.assay.v1.ScoreError;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import dev.assay.v1.ScoreResult;
import io.grpc.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Scores one request, whichever way it came. */
final class RequestScorer {
    /** What a caller's deadline leaves for the answer's way back: a tenth of it, at most this. */
    private static final Duration MOST_FOR_THE_WAY_BACK = Duration.ofMillis(100);

    private final Scoring scoring;
    private final RequestRecipes recipes;
    private final Admission admission;
    private final Duration deadline;

    RequestScorer(Scoring scoring, Recipe otherwise, Admission admission, Duration deadline) {
        this.scoring = scoring;
        this.recipes = new RequestRecipes(scoring, otherwise);
        this.admission = admission;
        this.deadline = deadline;
    }

    /**
     * Scores a request. Rollouts that cannot be taken become errors of their own, beside the rewards of the others.
     *
     * @param call ends early where nobody waits for the answer any more
     * @param done gets the answer, unless this throws
     * @throws AssayException where the request as a whole is refused
     */
    void score(ScoreRequest request, Context call, Consumer<ScoreResponse> done) {
        Admission.Ticket ticket = admission.admit(RequestSize.of(request), request.getRolloutsCount());
        try {
            Recipe recipe = recipes.of(request);
            ScoreResult[] results = new ScoreResult[request.getRolloutsCount()];
            List<Rollout> rollouts = new ArrayList<>(results.length);
            List<Integer> places = new ArrayList<>(results.length);
            for (int i = 0; i < results.length; i++) {
                dev.assay.v1.Rollout message = request.getRollouts(i);
                try {
                    rollouts.add(RolloutWire.rollout(message));
                    places.add(i);
                } catch (AssayException e) {
                    results[i] = error(message.getId(), e);
                }
            }
            scoring.score(rollouts, recipe, deadline(call), call::isCancelled, scored -> {
                ticket.close();
                for (int i = 0; i < scored.size(); i++) {
                    results[places.get(i)] = result(scored.get(i));
                }
                done.accept(ScoreResponse.newBuilder()
                        .addAllResults(List.of(results))
                        .setRequestId(request.getRequestId())
                        .build());
            });
        } catch (RuntimeException e) {
            ticket.close();
            throw e;
        }
    }

    /** The answer that carries the same error for every rollout. */
    static ScoreResponse refused(ScoreRequest request, AssayException failure) {
        ScoreResponse.Builder response = ScoreResponse.newBuilder().setRequestId(request.getRequestId());
        for (dev.assay.v1.Rollout rollout : request.getRolloutsList()) {
            response.addResults(error(rollout.getId(), failure));
        }
        return response.build();
    }

    private Deadline deadline(Context call) {
        io.grpc.Deadline caller = call.getDeadline();
        if (caller == null) {
            return Deadline.after(deadline);
        }
        long remaining = Math.max(0, caller.timeRemaining(TimeUnit.NANOSECONDS));
        long wayBack = Math.min(remaining / 10, MOST_FOR_THE_WAY_BACK.toNanos());
        return Deadline.after(Duration.ofNanos(remaining - wayBack));
    }

    private static ScoreResult result(Scoring.Result result) {
        return switch (result) {
            case Scoring.Result.Rewarded(var reward) -> {
                RolloutLog.trouble(reward);
                yield ScoreResult.newBuilder().setReward(Wire.message(reward)).build();
            }
            case Scoring.Result.Refused(String id, AssayException failure) -> error(id, failure);
        };
    }

    private static ScoreResult error(String id, AssayException failure) {
        return ScoreResult.newBuilder()
                .setError(ScoreError.newBuilder()
                        .setId(Evidence.line(id))
                        .setCode(failure.code().name())
                        .setMessage(Evidence.line(String.valueOf(failure.getMessage()))))
                .build();
    }
}
