/**
 * The gRPC face of the engine: {@code assay.v1.Rewards} on an embedded Netty server, with health and reflection. Errors
 * become gRPC statuses in {@link dev.assay.service.grpc.Statuses} and nowhere else; what is under way is bounded by
 * {@link dev.assay.service.grpc.Admission} for all calls together and by a window for each stream.
 */
@NullMarked
package dev.assay.service.grpc;

import org.jspecify.annotations.NullMarked;
