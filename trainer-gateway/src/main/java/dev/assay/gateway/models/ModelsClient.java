package dev.assay.gateway.models;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.assay.codec.Wire;
import dev.assay.service.grpc.Statuses;
import dev.assay.v1.ListModelsRequest;
import dev.assay.v1.ListModelsResponse;
import dev.assay.v1.ModelScoreRequest;
import dev.assay.v1.ModelScoreResponse;
import dev.assay.v1.RewardModelsGrpc;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks the service of reward models. Its stages fail with {@link ModelTrouble} only. */
public final class ModelsClient {
    /** Beside the inputs a request carries little. */
    static final int LARGEST_MESSAGE = Wire.LARGEST_MESSAGE + (64 << 10);

    private final Optional<RewardModelsGrpc.RewardModelsFutureStub> stub;
    private final Duration deadline;

    /**
     * Takes the way to the service.
     *
     * @param channel absent where no reward models are served; every call is then refused
     * @param deadline how long a call may take
     */
    public ModelsClient(Optional<? extends Channel> channel, Duration deadline) {
        this.stub = channel.map(way -> RewardModelsGrpc.newFutureStub(way)
                .withMaxInboundMessageSize(LARGEST_MESSAGE)
                .withMaxOutboundMessageSize(LARGEST_MESSAGE));
        this.deadline = deadline;
    }

    /** Whether reward models are served at all. */
    public boolean isConfigured() {
        return stub.isPresent();
    }

    CompletionStage<ModelScoreResponse> score(ModelScoreRequest request) {
        return stub.isEmpty()
                ? notConfigured()
                : stage(within(stub.get(), deadline)
                        .score(request.toBuilder()
                                .setDeadlineMs(deadline.toMillis())
                                .build()));
    }

    /** The models, as they are now. */
    public CompletionStage<ListModelsResponse> list(Duration patience) {
        return stub.isEmpty()
                ? notConfigured()
                : stage(within(stub.get(), patience).list(ListModelsRequest.getDefaultInstance()));
    }

    CompletionStage<ListModelsResponse> list() {
        return list(deadline);
    }

    private static RewardModelsGrpc.RewardModelsFutureStub within(
            RewardModelsGrpc.RewardModelsFutureStub stub, Duration limit) {
        return stub.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static <A> CompletionStage<A> notConfigured() {
        return CompletableFuture.failedStage(new ModelTrouble(
                ModelTrouble.Kind.NOT_CONFIGURED,
                "no reward models are served here; start with --models DIR, or set assay.models.address"));
    }

    private static <A> CompletionStage<A> stage(ListenableFuture<A> call) {
        CompletableFuture<A> stage = new CompletableFuture<>();
        Futures.addCallback(
                call,
                new FutureCallback<>() {
                    @Override
                    public void onSuccess(A answer) {
                        stage.complete(answer);
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        stage.completeExceptionally(trouble(failure));
                    }
                },
                MoreExecutors.directExecutor());
        return stage;
    }

    private static ModelTrouble trouble(Throwable failure) {
        if (!(failure instanceof StatusRuntimeException refused)) {
            return new ModelTrouble(ModelTrouble.Kind.INTERNAL, failure.toString(), failure);
        }
        String said = refused.getStatus().getDescription();
        String message =
                said == null || said.isEmpty() ? refused.getStatus().getCode().name() : said;
        ModelTrouble.Kind kind = switch (refused.getStatus().getCode()) {
            case INVALID_ARGUMENT, OUT_OF_RANGE -> ModelTrouble.Kind.INVALID_FIELD;
            case NOT_FOUND -> ModelTrouble.Kind.UNKNOWN_MODEL;
            case RESOURCE_EXHAUSTED ->
                Statuses.errorCode(refused).filter("TOO_LARGE"::equals).isPresent()
                        ? ModelTrouble.Kind.TOO_LARGE
                        : ModelTrouble.Kind.OVERLOADED;
            case UNAVAILABLE -> ModelTrouble.Kind.UNAVAILABLE;
            case DEADLINE_EXCEEDED, CANCELLED -> ModelTrouble.Kind.DEADLINE;
            case FAILED_PRECONDITION -> ModelTrouble.Kind.NOT_CONFIGURED;
            case OK,
                    UNKNOWN,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    ABORTED,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS,
                    UNAUTHENTICATED -> ModelTrouble.Kind.INTERNAL;
        };
        return new ModelTrouble(
                kind,
                kind == ModelTrouble.Kind.UNAVAILABLE ? "the reward models cannot be reached now: " + message : message,
                failure);
    }
}
