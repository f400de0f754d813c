package dev.assay.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.service.testing.ChosenFunction;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GrpcEndpointTest {
    @Test
    void healthIsAnsweredForTheServerAndForTheService() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(client.channel);
            for (String service : List.of("", "assay.v1.Rewards")) {
                assertThat(health.check(HealthCheckRequest.newBuilder()
                                        .setService(service)
                                        .build())
                                .getStatus())
                        .isEqualTo(ServingStatus.SERVING);
            }
        }
    }

    @Test
    void reflectionListsTheService() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
            StreamObserver<ServerReflectionRequest> ask = ServerReflectionGrpc.newStub(client.channel)
                    .serverReflectionInfo(new StreamObserver<>() {
                        @Override
                        public void onNext(ServerReflectionResponse response) {
                            answer.complete(response);
                        }

                        @Override
                        public void onError(Throwable failure) {
                            answer.completeExceptionally(failure);
                        }

                        @Override
                        public void onCompleted() {}
                    });
            ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
            assertThat(answer.get(30, TimeUnit.SECONDS)
                            .getListServicesResponse()
                            .getServiceList())
                    .extracting(ServiceResponse::getName)
                    .contains("assay.v1.Rewards", "grpc.health.v1.Health");
            ask.onCompleted();
        }
    }

    @Test
    void aPortInUseIsSaidWithTheRemedy() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            int taken = client.endpoint.port();
            assertThatThrownBy(() -> GrpcEndpoint.start(
                            GrpcOptions.defaults().at("127.0.0.1", taken), client.scoring.executor(), List.of()))
                    .isInstanceOfSatisfying(AssayException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
                        assertThat(e)
                                .hasMessageContaining(String.valueOf(taken))
                                .hasMessageContaining("free one");
                    });
        }
    }

    @Test
    void aClosedEndpointListensNoMore() throws Exception {
        try (Client client = new Client(ChosenFunction.accuracy())) {
            client.endpoint.close();
            assertThat(client.endpoint.isRunning()).isFalse();
            assertThatThrownBy(() -> client.call().score(Client.request("q")))
                    .isInstanceOf(StatusRuntimeException.class);
        }
    }
}
