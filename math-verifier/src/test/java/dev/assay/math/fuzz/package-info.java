/**
 * Coverage-guided fuzzing of extraction, parser and comparer by Jazzer: in the suite the committed inputs, behind
 * {@code ./assay prove fuzz-math} as many minutes of new ones.
 */
@NullMarked
package dev.assay.math.fuzz;

import org.jspecify.annotations.NullMarked;
