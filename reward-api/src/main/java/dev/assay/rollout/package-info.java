/**
 * What is judged: a {@link dev.assay.rollout.Rollout} is one completion that a policy sampled for one prompt, with the
 * {@link dev.assay.rollout.Reference} that it is judged against. Everything here is an immutable value.
 */
@NullMarked
package dev.assay.rollout;

import org.jspecify.annotations.NullMarked;
