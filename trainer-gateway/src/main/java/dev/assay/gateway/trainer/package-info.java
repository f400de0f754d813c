/**
 * The HTTP forms of trainers, each thin over the scoring call of {@code POST /v1/score}: what a trainer sends becomes
 * samples, and verdicts become what it reads. No form ever makes a 0 of a verdict that could not be reached.
 */
@NullMarked
package dev.assay.gateway.trainer;

import org.jspecify.annotations.NullMarked;
