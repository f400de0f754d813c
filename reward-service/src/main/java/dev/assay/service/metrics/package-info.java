/**
 * What the service counts: outcomes, times and zeros of each component, what is under way, and the Kafka worker's
 * records. The meters of the hot path are looked up once and kept, and no tag takes its values from outside without a
 * bound on how many there can be.
 */
@NullMarked
package dev.assay.service.metrics;

import org.jspecify.annotations.NullMarked;
