package dev.assay.gateway.models;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.service.grpc.Statuses;
import dev.assay.v1.ListModelsRequest;
import dev.assay.v1.ListModelsResponse;
import dev.assay.v1.LoadModelRequest;
import dev.assay.v1.ModelDescription;
import dev.assay.v1.ModelScoreRequest;
import dev.assay.v1.ModelScoreResponse;
import dev.assay.v1.RewardModelsGrpc;
import dev.assay.v1.UnloadModelRequest;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/**
 * {@code assay.v1.RewardModels} on the port of everything else, where callers show their tokens: each call goes on to
 * the process that has the models, with the caller's deadline and cancellation.
 */
public final class RewardModelsRelay extends RewardModelsGrpc.RewardModelsImplBase {
    private final Optional<RewardModelsGrpc.RewardModelsStub> models;

    /**
     * Takes the way to the models.
     *
     * @param channel absent where none are served; calls are then FAILED_PRECONDITION
     */
    public RewardModelsRelay(Optional<? extends Channel> channel) {
        this.models = channel.map(way -> RewardModelsGrpc.newStub(way)
                .withMaxInboundMessageSize(ModelsClient.LARGEST_MESSAGE)
                .withMaxOutboundMessageSize(ModelsClient.LARGEST_MESSAGE));
    }

    @Override
    public void score(ModelScoreRequest request, StreamObserver<ModelScoreResponse> observer) {
        models.ifPresentOrElse(stub -> stub.score(request, observer), () -> refuse(observer));
    }

    @Override
    public void list(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
        models.ifPresentOrElse(stub -> stub.list(request, observer), () -> refuse(observer));
    }

    @Override
    public void load(LoadModelRequest request, StreamObserver<ModelDescription> observer) {
        models.ifPresentOrElse(stub -> stub.load(request, observer), () -> refuse(observer));
    }

    @Override
    public void unload(UnloadModelRequest request, StreamObserver<ModelDescription> observer) {
        models.ifPresentOrElse(stub -> stub.unload(request, observer), () -> refuse(observer));
    }

    private static void refuse(StreamObserver<?> observer) {
        observer.onError(Statuses.of(new AssayException(ErrorCode.CONFIGURATION, "no reward models are served here")));
    }
}
