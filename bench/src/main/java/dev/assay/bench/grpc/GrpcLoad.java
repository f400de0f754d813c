package dev.assay.bench.grpc;

import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** A client with one connection to a server on loopback. */
final class GrpcLoad implements AutoCloseable {
    private final ManagedChannel channel;
    private final RewardsGrpc.RewardsStub stub;

    GrpcLoad(int port) {
        this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .directExecutor()
                .build();
        this.stub = RewardsGrpc.newStub(channel);
    }

    /** Unary calls, so many at the same time. */
    double unary(ScoreRequest request, int lanes, Duration length) throws InterruptedException {
        Load load = new Load(lanes, length);
        for (int i = 0; i < lanes; i++) {
            call(request, load);
        }
        return load.await();
    }

    private void call(ScoreRequest request, Load load) {
        stub.score(request, new StreamObserver<>() {
            @Override
            public void onNext(ScoreResponse response) {
                check(request, response);
            }

            @Override
            public void onError(Throwable why) {
                load.failed(why);
            }

            @Override
            public void onCompleted() {
                if (load.answered(request.getRolloutsCount())) {
                    call(request, load);
                } else {
                    load.laneEnded();
                }
            }
        });
    }

    /** One stream, with so many requests under way. */
    double stream(ScoreRequest request, int underWay, Duration length) throws InterruptedException {
        Load load = new Load(1, length);
        stub.scoreStream(new ClientResponseObserver<ScoreRequest, ScoreResponse>() {
            @SuppressWarnings("NullAway.Init") // beforeStart comes first.
            private ClientCallStreamObserver<ScoreRequest> out;

            private boolean begun;
            private boolean ended;

            @Override
            public void beforeStart(ClientCallStreamObserver<ScoreRequest> requests) {
                out = requests;
                out.setOnReadyHandler(() -> {
                    if (!begun) {
                        begun = true;
                        for (int i = 0; i < underWay; i++) {
                            out.onNext(request);
                        }
                    }
                });
            }

            @Override
            public void onNext(ScoreResponse response) {
                check(request, response);
                if (load.answered(request.getRolloutsCount())) {
                    out.onNext(request);
                } else if (!ended) {
                    ended = true;
                    out.onCompleted();
                }
            }

            @Override
            public void onError(Throwable why) {
                load.failed(why);
            }

            @Override
            public void onCompleted() {
                load.laneEnded();
            }
        });
        return load.await();
    }

    private static void check(ScoreRequest request, ScoreResponse response) {
        if (response.getResultsCount() != request.getRolloutsCount()
                || response.getResults(0).getReward().getReward() != 1) {
            throw new IllegalStateException("not the reward of the request: " + response);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
