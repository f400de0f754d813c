/**
 * Rewards over HTTP: bytes in, status and bytes out, in a class that knows no framework, and the JAX-RS resources that
 * wrap it. An {@link dev.assay.reward.ErrorCode} becomes an HTTP status in one place.
 */
@NullMarked
package dev.assay.gateway.rest;

import org.jspecify.annotations.NullMarked;
