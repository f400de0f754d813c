/**
 * How many rollouts a second pass through Kafka: one worker that consumes, scores and produces beside a bare loop with
 * the same clients, and the whole path with the join, from producing rollouts to reading committed rewards.
 */
@NullMarked
package dev.assay.bench.kafka;

import org.jspecify.annotations.NullMarked;
