/**
 * Rewards that shape how a policy writes, whatever it writes about: {@link dev.assay.shaping.LengthFunction} and
 * {@link dev.assay.shaping.RepetitionFunction}, and their formulas as plain functions. What a rollout is worth beside
 * the others of its group (Kimi's length) is the recipe's to say, which knows the group: the function gives the length.
 */
@NullMarked
package dev.assay.shaping;

import org.jspecify.annotations.NullMarked;
