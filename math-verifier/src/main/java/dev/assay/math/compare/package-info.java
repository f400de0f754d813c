/**
 * Decides whether two trees mean the same: what has parts is compared by its parts, and each single value by
 * {@link dev.assay.math.ladder}. A policy says what may be overlooked; without one nothing is.
 */
@NullMarked
package dev.assay.math.compare;

import org.jspecify.annotations.NullMarked;
