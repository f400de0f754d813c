package dev.assay.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.codec.RolloutWire;
import dev.assay.codec.Wire;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import dev.assay.v1.FunctionDescription;
import dev.assay.v1.Recipe;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import dev.assay.v1.ScoreResult;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A reward function that another reward service hosts. It is asked through {@code assay.v1.Rewards/Score} with a recipe
 * of this one component, so that what it answers is the component as its own host saw it.
 */
public final class GrpcRewardFunction implements RewardFunction {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONCURRENCY = 16;
    private static final int BATCH = 64;

    private final RewardsGrpc.RewardsBlockingStub stub;
    private final FunctionDescription description;

    /**
     * Makes the function.
     *
     * @param channel to the service that hosts it
     * @param description what the service says of it through {@code Describe}
     */
    public GrpcRewardFunction(Channel channel, FunctionDescription description) {
        this.stub = RewardsGrpc.newBlockingStub(channel)
                .withMaxInboundMessageSize(Wire.LARGEST_MESSAGE)
                .withMaxOutboundMessageSize(Wire.LARGEST_MESSAGE);
        this.description = description;
    }

    @Override
    public String component() {
        return description.getComponent();
    }

    @Override
    public boolean owns(String task) {
        return description.getTasksList().contains(task)
                || description.getTasksList().contains("*");
    }

    @Override
    public String grader() {
        return description.getGrader();
    }

    @Override
    public Execution execution() {
        Execution execution = Execution.waiting(CONCURRENCY, BATCH);
        return description.hasTimeoutMs()
                ? execution.withTimeout(Duration.ofMillis(description.getTimeoutMs()))
                : execution;
    }

    @Override
    public Map<String, String> guarantees() {
        return description.getGuaranteesMap();
    }

    @Override
    public Scorer configure(Settings settings) {
        Map<String, Object> component = new LinkedHashMap<>(settings.values());
        component.put("weight", 1);
        Map<String, Object> rule = Map.of("components", Map.of(component(), component));
        Recipe recipe;
        try {
            // JSON is YAML, so the recipe needs no YAML writer.
            recipe = Recipe.newBuilder()
                    .setName("component")
                    .setYaml(JSON.writeValueAsString(Map.of("name", "component", "tasks", Map.of("default", rule))))
                    .build();
        } catch (JsonProcessingException e) {
            throw new AssayException(ErrorCode.INVALID_RECIPE, "settings of " + component() + " are no JSON", e);
        }
        return new Scorer() {
            @Override
            public Outcome score(Rollout rollout, Deadline deadline) {
                return scoreAll(List.of(rollout), deadline).getFirst();
            }

            @Override
            public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
                return call(recipe, rollouts, deadline);
            }
        };
    }

    private List<Outcome> call(Recipe recipe, List<Rollout> rollouts, Deadline deadline) {
        ScoreRequest.Builder request = ScoreRequest.newBuilder().setRecipeFile(recipe);
        for (Rollout rollout : rollouts) {
            // The rollout's own recipe says nothing here: only this component is asked for.
            request.addRollouts(RolloutWire.message(rollout).toBuilder().clearRecipe());
        }
        ScoreResponse response;
        try {
            response = stub.withDeadlineAfter(deadline.remainingNanos(), TimeUnit.NANOSECONDS)
                    .score(request.build());
        } catch (StatusRuntimeException e) {
            throw failure(e);
        }
        List<Outcome> outcomes = new ArrayList<>(rollouts.size());
        for (int i = 0; i < rollouts.size(); i++) {
            outcomes.add(
                    i < response.getResultsCount()
                            ? outcome(response.getResults(i))
                            : invalid("no answer for this rollout"));
        }
        return outcomes;
    }

    private Outcome outcome(ScoreResult result) {
        if (!result.hasReward()) {
            return invalid(result.getError().getMessage());
        }
        try {
            for (Reward.Term term : Wire.reward(result.getReward()).terms()) {
                if (term.component().name().equals(component())) {
                    return term.component().outcome();
                }
            }
        } catch (AssayException e) {
            return invalid(String.valueOf(e.getMessage()));
        }
        return invalid("the answer lacks the component");
    }

    private Outcome invalid(String what) {
        return Outcome.failed(ReasonCode.REMOTE_INVALID, grader() + ": " + what);
    }

    private AssayException failure(StatusRuntimeException e) {
        ErrorCode code = switch (e.getStatus().getCode()) {
            case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
            case RESOURCE_EXHAUSTED -> ErrorCode.OVERLOADED;
            case DEADLINE_EXCEEDED, CANCELLED -> ErrorCode.DEADLINE;
            case OK,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS,
                    UNAUTHENTICATED -> ErrorCode.INTERNAL;
        };
        return new AssayException(code, grader() + ": " + e.getStatus(), e);
    }
}
