/**
 * Will hold the GRPO trainer: rollout workers, advantages, losses, packing, optimiser and the publishing of policy
 * updates. Nothing of it is written yet.
 */
@NullMarked
package dev.assay.trainer;

import org.jspecify.annotations.NullMarked;
