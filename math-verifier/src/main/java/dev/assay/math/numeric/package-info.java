/**
 * Expressions in certified arithmetic: values at points, bounds that order real numbers, and proofs that two values are
 * apart or, of algebraic numbers, the same. An approximation is for policies that tolerate a difference and proves
 * nothing.
 */
@NullMarked
package dev.assay.math.numeric;

import org.jspecify.annotations.NullMarked;
