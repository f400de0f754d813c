/**
 * Training of reward models: losses over scores, the loop that lowers them, and the directories in which models begin
 * and end. What a run does follows from its configuration file and its data alone: on one machine the same file gives
 * the same weights.
 */
@NullMarked
package dev.assay.model.training;

import org.jspecify.annotations.NullMarked;
