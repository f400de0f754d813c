/**
 * Reads LaTeX and plain mathematics into one immutable tree, {@link dev.assay.math.parse.Expr}. What cannot be read is
 * an error with a position, never a guess; depth and length are bounded.
 */
@NullMarked
package dev.assay.math.parse;

import org.jspecify.annotations.NullMarked;
