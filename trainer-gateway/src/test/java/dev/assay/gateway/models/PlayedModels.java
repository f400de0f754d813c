package dev.assay.gateway.models;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.service.grpc.Statuses;
import dev.assay.v1.ListModelsRequest;
import dev.assay.v1.ListModelsResponse;
import dev.assay.v1.Message;
import dev.assay.v1.ModelDescription;
import dev.assay.v1.ModelInput;
import dev.assay.v1.ModelScore;
import dev.assay.v1.ModelScoreRequest;
import dev.assay.v1.ModelScoreResponse;
import dev.assay.v1.OutcomeKind;
import dev.assay.v1.RewardModelsGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A service of two models whose logits can be told from the input: {@code rm} has one, the number of characters less 5;
 * {@code three} has three, of which the middle one is the largest. A few inputs make trouble instead.
 */
final class PlayedModels extends RewardModelsGrpc.RewardModelsImplBase implements AutoCloseable {
    private final Server server;
    private final ManagedChannel channel;

    PlayedModels() throws IOException {
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(this)
                .build()
                .start();
        this.channel = NettyChannelBuilder.forTarget("127.0.0.1:" + server.getPort())
                .usePlaintext()
                .build();
    }

    ManagedChannel channel() {
        return channel;
    }

    void stopServing() throws InterruptedException {
        server.shutdownNow().awaitTermination();
    }

    @Override
    public void score(ModelScoreRequest request, StreamObserver<ModelScoreResponse> observer) {
        String model = request.getModel().isEmpty() ? "rm" : request.getModel();
        if (!List.of("rm", "three").contains(model)) {
            observer.onError(Status.NOT_FOUND
                    .withDescription("no model '" + model + "' is loaded; there are: rm, three")
                    .asRuntimeException());
            return;
        }
        ModelScoreResponse.Builder response =
                ModelScoreResponse.newBuilder().setModel(model).setVersion("v1");
        response.addAllLabels(model.equals("rm") ? List.of("reward") : List.of("bad", "good"));
        for (ModelInput input : request.getInputsList()) {
            String text = written(input);
            if (text.equals("full")) {
                observer.onError(Statuses.of(new AssayException(ErrorCode.OVERLOADED, "4096 inputs wait")));
                return;
            }
            response.addScores(score(model, text));
        }
        observer.onNext(response.build());
        observer.onCompleted();
    }

    private static ModelScore score(String model, String text) {
        ModelScore.Builder score = ModelScore.newBuilder().setTokens(text.length());
        switch (text) {
            case "long" ->
                score.setOutcome(OutcomeKind.UNSCORABLE)
                        .setReason("INPUT_TOO_LONG")
                        .setEvidence("4100 tokens; the model takes 4096");
            case "unreadable" -> score.setOutcome(OutcomeKind.UNSCORABLE).setReason("INPUT_UNREADABLE");
            case "slow" -> score.setOutcome(OutcomeKind.TIMEOUT).setReason("DEADLINE");
            case "broken" -> score.setOutcome(OutcomeKind.FAILED).setReason("THREW");
            default -> {
                score.setOutcome(OutcomeKind.SCORED).setScore(text.length() - 5);
                if (model.equals("rm")) {
                    score.addLogits(text.length() - 5);
                } else {
                    score.addAllLogits(List.of(0.0, 2.0, 1.0));
                }
            }
        }
        return score.build();
    }

    private static String written(ModelInput input) {
        return switch (input.getFormCase()) {
            case TEXT -> input.getText();
            case CHAT ->
                input.getChat().getMessagesList().stream()
                        .map(Message::getContent)
                        .collect(Collectors.joining("|"));
            case TOKENS -> "t".repeat(input.getTokens().getIdsCount());
            case PAIR -> input.getPair().getFirst() + "|" + input.getPair().getSecond();
            case FORM_NOT_SET -> "";
        };
    }

    @Override
    public void list(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
        observer.onNext(ListModelsResponse.newBuilder()
                .addModels(ModelDescription.newBuilder()
                        .setName("rm")
                        .setState("READY")
                        .setMaxTokens(4096))
                .addModels(ModelDescription.newBuilder().setName("late").setState("LOADING"))
                .build());
        observer.onCompleted();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
