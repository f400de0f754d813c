/**
 * Runs reward functions on rollouts so that none can hold up another: each call under its own deadline, what waits
 * beside what computes, and a thread that does not come back is replaced. No framework and no transport here; whoever
 * has rollouts calls {@link dev.assay.service.scoring.Scoring}.
 */
@NullMarked
package dev.assay.service.scoring;

import org.jspecify.annotations.NullMarked;
