/**
 * What a judgement is: a {@link dev.assay.reward.RewardFunction} judges one aspect of a rollout and ends in an
 * {@link dev.assay.reward.Outcome} with a {@link dev.assay.reward.Reason}; components with weights make a
 * {@link dev.assay.reward.Reward}. Only a scored outcome carries a value; nothing else is ever turned into 0.
 */
@NullMarked
package dev.assay.reward;

import org.jspecify.annotations.NullMarked;
