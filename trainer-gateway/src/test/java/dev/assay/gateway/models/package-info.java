/** What clients of other servers of reward models are answered, over a gRPC service that plays the models. */
@NullMarked
package dev.assay.gateway.models;

import org.jspecify.annotations.NullMarked;
