package dev.assay.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reward.AssayException;
import dev.assay.reward.ConsensusFunction;
import dev.assay.reward.ErrorCode;
import dev.assay.v1.ConsensusGrpc;
import dev.assay.v1.ConsensusRequest;
import dev.assay.v1.ConsensusResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConsensusServiceTest {
    private static final ConsensusRequest REQUEST = ConsensusRequest.newBuilder()
            .addRollouts(Client.rollout("a", "1"))
            .addRollouts(Client.rollout("b", "2"))
            .setProfile("mine")
            .addK(2)
            .build();

    private static void served(Optional<ConsensusFunction> function, Consumer<ConsensusGrpc.ConsensusBlockingStub> test)
            throws Exception {
        GrpcEndpoint endpoint = GrpcEndpoint.start(
                GrpcOptions.defaults().at("127.0.0.1", 0), Runnable::run, List.of(new ConsensusService(function)));
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", endpoint.port())
                .usePlaintext()
                .build();
        try (endpoint) {
            test.accept(ConsensusGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS));
        } finally {
            channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void theClassesOfAGroupAreAnswered() throws Exception {
        ConsensusFunction function = (rollouts, profile, ks) -> {
            assertThat(rollouts).hasSize(2);
            assertThat(profile).contains("mine");
            return new ConsensusFunction.Groups(
                    List.of(new ConsensusFunction.Answers("key", "1", List.of(0, 1), Optional.of(true))),
                    List.of(),
                    false,
                    Map.of(ks.getFirst(), 0.5),
                    Map.of(ks.getFirst(), true));
        };
        served(Optional.of(function), stub -> {
            ConsensusResponse response = stub.classify(REQUEST);
            assertThat(response.getClasses(0).getMembersList()).containsExactly(0, 1);
            assertThat(response.getClasses(0).getRight()).isTrue();
            assertThat(response.getPassAtMap()).containsEntry(2, 0.5);
            assertThat(response.getConsAtMap()).containsEntry(2, 1.0);
        });
    }

    @Test
    void whatTheCallerDidIsAnInvalidArgumentAndWhatIsNotHostedIsUnavailable() throws Exception {
        served(
                Optional.of((_, _, _) -> {
                    throw new AssayException(ErrorCode.INVALID_FIELD, "k must fit");
                }),
                stub -> refused(stub, Status.Code.INVALID_ARGUMENT));
        served(Optional.empty(), stub -> refused(stub, Status.Code.UNAVAILABLE));
        served(
                Optional.of((_, _, _) -> {
                    throw new IllegalStateException("ours");
                }),
                stub -> refused(stub, Status.Code.INTERNAL));
    }

    private static void refused(ConsensusGrpc.ConsensusBlockingStub stub, Status.Code code) {
        assertThatThrownBy(() -> stub.classify(REQUEST))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(code));
    }
}
