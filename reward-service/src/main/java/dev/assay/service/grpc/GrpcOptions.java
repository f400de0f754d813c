package dev.assay.service.grpc;

import java.time.Duration;

/**
 * How the gRPC endpoint behaves.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param deadline how long a request may take whose caller sets no deadline
 * @param byteLimit the most bytes of requests under way, over all callers
 * @param rolloutLimit the most rollouts under way, over all callers
 * @param streamWindow the most requests of one stream under way
 * @param stopWithin how long calls may go on once the endpoint closes
 */
public record GrpcOptions(
        String host,
        int port,
        Duration deadline,
        long byteLimit,
        int rolloutLimit,
        int streamWindow,
        Duration stopWithin) {
    /** Port 9090 on loopback, 60 seconds, 256 MiB, 65536 rollouts, 16 requests a stream, 10 seconds to stop. */
    public static GrpcOptions defaults() {
        return new GrpcOptions(
                "127.0.0.1", 9090, Duration.ofSeconds(60), 256L << 20, 65_536, 16, Duration.ofSeconds(10));
    }

    /** These options with another address. */
    public GrpcOptions at(String otherHost, int otherPort) {
        return new GrpcOptions(otherHost, otherPort, deadline, byteLimit, rolloutLimit, streamWindow, stopWithin);
    }

    /** These options with other limits of what is under way. */
    public GrpcOptions withLimits(long bytes, int rollouts) {
        return new GrpcOptions(host, port, deadline, bytes, rollouts, streamWindow, stopWithin);
    }

    /** These options with another window of a stream. */
    public GrpcOptions withStreamWindow(int requests) {
        return new GrpcOptions(host, port, deadline, byteLimit, rolloutLimit, requests, stopWithin);
    }
}
