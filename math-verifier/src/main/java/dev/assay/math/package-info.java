/**
 * Verifies answers: {@link dev.assay.math.MathVerifier} extracts the final answer of a completion, reads it, and
 * compares it with the reference on a ladder from exact to computer algebra. {@link dev.assay.math.MathFunction} is the
 * same as a reward function. Whatever the input, time and memory are bounded by counted steps.
 */
@NullMarked
package dev.assay.math;

import org.jspecify.annotations.NullMarked;
