/**
 * Trees rewritten into others of the same value, without arithmetic: derivatives by the rules, finite sums term by
 * term, bound variables under other names, circular functions as exponentials. What has no such tree, or is no single
 * value, ends in {@link dev.assay.math.calculus.NoNormalForm}.
 */
@NullMarked
package dev.assay.math.calculus;

import org.jspecify.annotations.NullMarked;
