/** Placeholder until the verifier stands. */
@NullMarked
package dev.assay.math;

import org.jspecify.annotations.NullMarked;
