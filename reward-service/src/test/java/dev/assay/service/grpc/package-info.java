/** The gRPC endpoint, called over real connections. */
@NullMarked
package dev.assay.service.grpc;

import org.jspecify.annotations.NullMarked;
