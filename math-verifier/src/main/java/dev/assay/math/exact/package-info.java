/**
 * Exact rational arithmetic with a bill: every operation that can grow spends from a {@link dev.assay.math.exact.Steps}
 * budget before it computes, so that hostile numbers end in {@link dev.assay.math.exact.TooCostly}.
 */
@NullMarked
package dev.assay.math.exact;

import org.jspecify.annotations.NullMarked;
