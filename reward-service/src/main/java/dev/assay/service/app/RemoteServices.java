package dev.assay.service.app;

import dev.assay.remote.GrpcRewardFunction;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.RewardFunction;
import dev.assay.v1.DescribeRequest;
import dev.assay.v1.FunctionDescription;
import dev.assay.v1.RewardsGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connections to other reward services, and the functions that they host. */
public final class RemoteServices implements AutoCloseable {
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final List<RewardFunction> functions = new ArrayList<>();

    /**
     * Asks each service what it hosts, waiting for those that are still starting.
     *
     * @param addresses each as {@code host:port}; what is named twice is asked once
     * @param timeout how long each may take to answer
     * @throws AssayException {@link ErrorCode#UNAVAILABLE} where one does not answer in time
     */
    public RemoteServices(List<String> addresses, Duration timeout) {
        try {
            for (String address : new LinkedHashSet<>(addresses)) {
                ManagedChannel channel =
                        NettyChannelBuilder.forTarget(address).usePlaintext().build();
                channels.add(channel);
                for (FunctionDescription function : describe(address, channel, timeout)) {
                    functions.add(new GrpcRewardFunction(channel, function));
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static List<FunctionDescription> describe(String address, ManagedChannel channel, Duration timeout) {
        try {
            return RewardsGrpc.newBlockingStub(channel)
                    .withWaitForReady()
                    .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .describe(DescribeRequest.getDefaultInstance())
                    .getFunctionsList();
        } catch (StatusRuntimeException e) {
            throw new AssayException(
                    ErrorCode.UNAVAILABLE,
                    "assay.remote: the reward service at " + address + " did not answer within " + timeout.toMillis()
                            + " ms: " + e.getStatus().getCode(),
                    e);
        }
    }

    /** The functions that the services host. */
    public List<RewardFunction> functions() {
        return functions;
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
