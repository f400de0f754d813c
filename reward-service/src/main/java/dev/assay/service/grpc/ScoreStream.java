package dev.assay.service.grpc;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One stream of requests. At most a window of them is under way: another is asked for when an answer has left, and not
 * before the client takes what is there. Answers leave as they are ready.
 */
final class ScoreStream implements StreamObserver<ScoreRequest> {
    private static final Logger LOG = System.getLogger(ScoreStream.class.getName());

    private final ServerCallStreamObserver<ScoreResponse> out;
    private final RequestScorer scorer;
    private final Executor executor;
    private final Context call = Context.current();
    private int underWay;
    private int owed;
    private boolean clientDone;
    private boolean over;

    private ScoreStream(ServerCallStreamObserver<ScoreResponse> out, RequestScorer scorer, Executor executor) {
        this.out = out;
        this.scorer = scorer;
        this.executor = executor;
    }

    static ScoreStream open(
            ServerCallStreamObserver<ScoreResponse> out, RequestScorer scorer, Executor executor, int window) {
        ScoreStream stream = new ScoreStream(out, scorer, executor);
        out.disableAutoRequest();
        out.setOnReadyHandler(stream::ask);
        out.setOnCancelHandler(stream::cancelled);
        out.request(window);
        return stream;
    }

    @Override
    public void onNext(ScoreRequest request) {
        synchronized (this) {
            underWay++;
        }
        try {
            // The thread that delivers a stream's requests does so one after the other; a function that does not
            // come back would hold up all that follow it.
            executor.execute(() -> score(request));
        } catch (RejectedExecutionException e) {
            answer(RequestScorer.refused(request, new AssayException(ErrorCode.UNAVAILABLE, "shutting down", e)));
        }
    }

    private void score(ScoreRequest request) {
        try {
            scorer.score(request, call, this::answer);
        } catch (AssayException e) {
            answer(RequestScorer.refused(request, e));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request '" + request.getRequestId() + "' of a stream failed", e);
            answer(RequestScorer.refused(request, new AssayException(ErrorCode.INTERNAL, e.toString(), e)));
        }
    }

    private synchronized void answer(ScoreResponse response) {
        underWay--;
        owed++;
        if (over) {
            return;
        }
        out.onNext(response);
        ask();
        endIfDone();
    }

    private synchronized void ask() {
        if (!over && owed > 0 && out.isReady()) {
            out.request(owed);
            owed = 0;
        }
    }

    private synchronized void cancelled() {
        over = true;
    }

    @Override
    public void onError(Throwable failure) {
        cancelled();
    }

    @Override
    public synchronized void onCompleted() {
        clientDone = true;
        endIfDone();
    }

    private synchronized void endIfDone() {
        if (clientDone && underWay == 0 && !over) {
            over = true;
            out.onCompleted();
        }
    }
}
