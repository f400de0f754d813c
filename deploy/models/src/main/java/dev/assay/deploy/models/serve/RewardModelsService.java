package dev.assay.deploy.models.serve;

import dev.assay.model.serving.ModelScores;
import dev.assay.model.serving.RewardModels;
import dev.assay.model.serving.UnknownModelException;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
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
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code assay.v1.RewardModels}. A call whose caller is gone takes its inputs out of the queue. Models are loaded on
 * threads of their own, since that takes long.
 */
final class RewardModelsService extends RewardModelsGrpc.RewardModelsImplBase {
    private static final Logger LOG = System.getLogger(RewardModelsService.class.getName());

    private final RewardModels models;
    private final Duration deadline;

    RewardModelsService(RewardModels models, Duration deadline) {
        this.models = models;
        this.deadline = deadline;
    }

    @Override
    public void score(ModelScoreRequest request, StreamObserver<ModelScoreResponse> observer) {
        ServerCallStreamObserver<ModelScoreResponse> call = (ServerCallStreamObserver<ModelScoreResponse>) observer;
        // Before anything is begun; having a handler, an answer to a call that is gone is dropped instead of throwing.
        CompletableFuture<Void> gone = new CompletableFuture<>();
        call.setOnCancelHandler(() -> gone.complete(null));
        CompletableFuture<ModelScores> scores;
        try {
            scores = models.submit(request.getModel(), ModelMessages.inputs(request), deadline(request));
        } catch (RuntimeException e) {
            observer.onError(status(e));
            return;
        }
        var unused = gone.thenRun(() -> scores.cancel(true));
        var answered = scores.whenComplete((done, failure) -> {
            if (failure != null) {
                observer.onError(status(failure));
            } else {
                observer.onNext(ModelMessages.scores(done));
                observer.onCompleted();
            }
        });
    }

    /** The earliest of what the request, its call and this server allow. */
    private Deadline deadline(ModelScoreRequest request) {
        Deadline own = Deadline.after(
                request.hasDeadlineMs() && request.getDeadlineMs() > 0
                        ? Duration.ofMillis(request.getDeadlineMs())
                        : deadline);
        io.grpc.Deadline called = Context.current().getDeadline();
        return called == null
                ? own
                : own.min(Deadline.after(Duration.ofNanos(called.timeRemaining(TimeUnit.NANOSECONDS))));
    }

    @Override
    public void list(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
        ListModelsResponse.Builder response = ListModelsResponse.newBuilder();
        models.list().forEach(model -> response.addModels(ModelMessages.description(model)));
        observer.onNext(response.build());
        observer.onCompleted();
    }

    @Override
    public void load(LoadModelRequest request, StreamObserver<ModelDescription> observer) {
        beside(observer, () -> ModelMessages.description(models.load(request.getName(), request.getPath())));
    }

    @Override
    public void unload(UnloadModelRequest request, StreamObserver<ModelDescription> observer) {
        beside(observer, () -> ModelMessages.description(models.unload(request.getName())));
    }

    private static <A> void beside(StreamObserver<A> observer, Supplier<A> work) {
        ((ServerCallStreamObserver<A>) observer).setOnCancelHandler(() -> {});
        Thread.ofVirtual().start(() -> {
            try {
                observer.onNext(work.get());
                observer.onCompleted();
            } catch (RuntimeException e) {
                observer.onError(status(e));
            }
        });
    }

    private static RuntimeException status(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> status(wrapped.getCause());
            case UnknownModelException e ->
                Status.NOT_FOUND.withDescription(e.getMessage()).withCause(e).asRuntimeException();
            case AssayException e -> Statuses.of(e);
            default -> {
                LOG.log(Level.ERROR, "a call failed", failure);
                yield Statuses.of(new AssayException(ErrorCode.INTERNAL, failure.toString(), failure));
            }
        };
    }
}
