/**
 * The normal form of a value: a quotient of polynomials over symbols, roots of primes, π, e, i and what stays opaque.
 * Equal forms are equal values; every operation spends from a budget.
 */
@NullMarked
package dev.assay.math.form;

import org.jspecify.annotations.NullMarked;
