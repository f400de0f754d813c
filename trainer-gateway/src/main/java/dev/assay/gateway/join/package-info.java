/**
 * The join: a Kafka Streams topology that waits for the components of every rollout of a group and turns them into
 * rewards, exactly once, or at the group's deadline into rewards that are marked incomplete. It is also the only place
 * that writes dead letters, so that each rollout ends as exactly one reward or one dead letter.
 */
@NullMarked
package dev.assay.gateway.join;

import org.jspecify.annotations.NullMarked;
