/**
 * Reward functions that live elsewhere, behind the same interface as local ones: a reward service over gRPC, or a
 * user's own function at a URL. Trouble on the way is an exception with a transient {@link dev.assay.reward.ErrorCode};
 * the host decides about trying again.
 */
@NullMarked
package dev.assay.remote;

import org.jspecify.annotations.NullMarked;
