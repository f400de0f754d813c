/**
 * The Python client: what it costs its own process, and what joining rollouts into requests gains over sending each
 * alone, against the scoring call that the gateway has.
 */
@NullMarked
package dev.assay.bench.client;

import org.jspecify.annotations.NullMarked;
