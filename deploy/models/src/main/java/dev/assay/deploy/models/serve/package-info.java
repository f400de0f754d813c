/**
 * The reward models as a server: their reward functions and their scores over gRPC, with the shell's plain classes
 * (engine, endpoint) and without a framework; metrics and health over a small HTTP server beside it. It listens on
 * loopback alone, for the services whose child it is.
 */
@NullMarked
package dev.assay.deploy.models.serve;

import org.jspecify.annotations.NullMarked;
