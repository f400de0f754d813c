/** Matrices and vectors worked out into their entries, which the ladder then compares one by one. */
@NullMarked
package dev.assay.math.matrix;

import org.jspecify.annotations.NullMarked;
