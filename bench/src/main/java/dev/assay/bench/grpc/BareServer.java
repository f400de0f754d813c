package dev.assay.bench.grpc;

import dev.assay.bench.peer.UntilInputEnds;
import dev.assay.service.grpc.GrpcEndpoint;
import dev.assay.service.scoring.ScoringOptions;
import dev.assay.v1.Component;
import dev.assay.v1.OutcomeKind;
import dev.assay.v1.Reward;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.ScoreResponse;
import dev.assay.v1.ScoreResult;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The floor: grpc-java's server as its documentation shows it, on a fixed pool of as many platform threads as the
 * service has. It parses the same messages and answers a constant of the same size.
 */
public final class BareServer {
    private BareServer() {}

    private static final class Constant extends RewardsGrpc.RewardsImplBase {
        private static final ScoreResult RESULT = ScoreResult.newBuilder()
                .setReward(Reward.newBuilder()
                        .setId("r-000000")
                        .setGroupId("r-000000")
                        .setReward(1)
                        .setRecipe("form@00000000")
                        .addComponents(Component.newBuilder()
                                .setName("format")
                                .setOutcome(OutcomeKind.SCORED)
                                .setValue(1)
                                .setWeight(1)
                                .setReason("WELL_FORMED")
                                .setGrader("format-checker/0.1.0")
                                .setMicros(5)))
                .build();

        private static ScoreResponse answer(ScoreRequest request) {
            ScoreResponse.Builder response = ScoreResponse.newBuilder().setRequestId(request.getRequestId());
            for (int i = 0; i < request.getRolloutsCount(); i++) {
                response.addResults(RESULT);
            }
            return response.build();
        }

        @Override
        public void score(ScoreRequest request, StreamObserver<ScoreResponse> out) {
            out.onNext(answer(request));
            out.onCompleted();
        }

        @Override
        public StreamObserver<ScoreRequest> scoreStream(StreamObserver<ScoreResponse> out) {
            return new StreamObserver<>() {
                @Override
                public void onNext(ScoreRequest request) {
                    out.onNext(answer(request));
                }

                @Override
                public void onError(Throwable gone) {}

                @Override
                public void onCompleted() {
                    out.onCompleted();
                }
            };
        }
    }

    /** Listens on a free port, prints it, and stops at the end of its input. */
    public static void main(String[] arguments) throws IOException {
        try (ExecutorService executor =
                Executors.newFixedThreadPool(ScoringOptions.defaults().threads())) {
            Server server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                    .executor(executor)
                    .maxInboundMessageSize(GrpcEndpoint.LARGEST_MESSAGE)
                    .addService(new Constant())
                    .build()
                    .start();
            System.out.println("READY " + server.getPort());
            UntilInputEnds.await();
            server.shutdownNow();
        }
    }
}
