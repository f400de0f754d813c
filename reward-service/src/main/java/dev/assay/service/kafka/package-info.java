/**
 * The Kafka side of a reward service: rollouts in, components out, at least once. Records that are no rollout, or whose
 * recipe or task is unknown, are counted and skipped here: the join reads the same topic and is the only writer of dead
 * letters, or each of them would be written once for every reward service.
 */
@NullMarked
package dev.assay.service.kafka;

import org.jspecify.annotations.NullMarked;
