package dev.assay.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.recipe.Recipes;
import dev.assay.reward.AssayException;
import dev.assay.service.access.Callers;
import dev.assay.service.access.Identity;
import dev.assay.service.access.TlsFiles;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import dev.assay.service.testing.InstalledFunction;
import dev.assay.v1.RewardsGrpc;
import dev.assay.v1.ScoreRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessTest {
    private static final String TOKEN = "trainer-token-0001";

    @TempDir
    Path folder;

    private final Scoring scoring = new Scoring(
            new Functions(List.of(new InstalledFunction())), Recipes.shipped(), ScoringOptions.defaults(), _ -> {});

    @AfterEach
    void close() {
        scoring.close();
    }

    @Test
    void aCallNeedsItsTokenAndHealthNone() throws Exception {
        try (GrpcEndpoint endpoint = endpoint("trainer " + TOKEN, Optional.empty())) {
            ManagedChannel channel = plain(endpoint);
            try {
                assertThat(score(channel, Optional.of("Bearer " + TOKEN), "four"))
                        .isEqualTo(Status.Code.OK);
                for (Optional<String> header :
                        List.of(Optional.<String>empty(), Optional.of("Bearer wrong-token-0001"), Optional.of(TOKEN))) {
                    assertThat(score(channel, header, "four")).isEqualTo(Status.Code.UNAUTHENTICATED);
                }
                assertThat(HealthGrpc.newBlockingStub(channel)
                                .check(HealthCheckRequest.getDefaultInstance())
                                .getStatus()
                                .name())
                        .isEqualTo("SERVING");
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void bodyAndRateAreLimitedForEachCaller() throws Exception {
        try (GrpcEndpoint endpoint = endpoint("small " + TOKEN + " rate=2 body=1K", Optional.empty())) {
            ManagedChannel channel = plain(endpoint);
            try {
                Optional<String> header = Optional.of("Bearer " + TOKEN);
                assertThat(score(channel, header, "x".repeat(2000))).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
                assertThat(score(channel, header, "x")).isEqualTo(Status.Code.OK);
                Status.Code last = Status.Code.OK;
                for (int i = 0; i < 50 && last == Status.Code.OK; i++) {
                    last = score(channel, header, "x");
                }
                assertThat(last).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void withMutualTlsOnlyAKnownCertificateComesIn() throws Exception {
        Identity server = Identity.make(folder, "server");
        Identity client = Identity.make(folder, "client");
        Identity stranger = Identity.make(folder, "stranger");
        TlsFiles files = new TlsFiles(server.certificate(), server.key(), Optional.of(client.certificate()));
        try (GrpcEndpoint endpoint = GrpcEndpoint.start(
                GrpcOptions.defaults().at("127.0.0.1", 0),
                Callers.anyone(),
                Optional.of(files),
                scoring.executor(),
                List.of(service()))) {
            assertThat(secure(endpoint, server, Optional.of(client))).isEqualTo(Status.Code.OK);
            assertThat(secure(endpoint, server, Optional.empty())).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(secure(endpoint, server, Optional.of(stranger))).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void filesThatAreNoCertificatesAreRefusedAtTheStart() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "nothing");
        assertThatThrownBy(() -> GrpcEndpoint.start(
                        GrpcOptions.defaults().at("127.0.0.1", 0),
                        Callers.anyone(),
                        Optional.of(new TlsFiles(text, text, Optional.empty())),
                        scoring.executor(),
                        List.of()))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("assay.tls");
        assertThatThrownBy(() -> TlsFiles.of(Optional.of(text.toString()), Optional.empty(), Optional.empty()))
                .hasMessageContaining("assay.tls.key");
        assertThat(TlsFiles.of(Optional.empty(), Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    private RewardsService service() {
        return new RewardsService(scoring, scoring.recipes().named("accuracy"), GrpcOptions.defaults());
    }

    private GrpcEndpoint endpoint(String tokens, Optional<TlsFiles> tls) throws Exception {
        return GrpcEndpoint.start(
                GrpcOptions.defaults().at("127.0.0.1", 0),
                Callers.read(Files.writeString(folder.resolve("tokens"), tokens)),
                tls,
                scoring.executor(),
                List.of(service()));
    }

    private static ManagedChannel plain(GrpcEndpoint endpoint) {
        return NettyChannelBuilder.forAddress("127.0.0.1", endpoint.port())
                .usePlaintext()
                .build();
    }

    private static Status.Code secure(GrpcEndpoint endpoint, Identity server, Optional<Identity> client)
            throws Exception {
        SslContextBuilder context =
                GrpcSslContexts.forClient().trustManager(server.certificate().toFile());
        if (client.isPresent()) {
            context.keyManager(
                    client.get().certificate().toFile(), client.get().key().toFile());
        }
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", endpoint.port())
                .sslContext(context.build())
                .build();
        try {
            return score(channel, Optional.empty(), "four");
        } finally {
            channel.shutdownNow();
        }
    }

    private static Status.Code score(ManagedChannel channel, Optional<String> authorization, String completion) {
        Metadata headers = new Metadata();
        authorization.ifPresent(
                value -> headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), value));
        try {
            RewardsGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .score(ScoreRequest.newBuilder()
                            .addRollouts(Client.rollout("a", completion))
                            .build());
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }
}
