/**
 * How many scores a second the service gives over gRPC, beside a bare server that parses the same messages on the same
 * kind of executor and answers a constant of the same size, and beside the same check as a FastAPI application.
 */
@NullMarked
package dev.assay.bench.grpc;

import org.jspecify.annotations.NullMarked;
